import * as z from 'zod/mini'
import { Source } from './source.ts'
import { Layer } from './layer.ts'
import { NodeId } from './ids.ts'

/** A layer that is selected on the canvas, whether or not it can be used. */
const Selected = z.object({ id: NodeId, name: z.string(), isSeen: z.boolean() })
export type Selected = z.output<typeof Selected>

/**
 * The selection on the canvas, sent whenever it may have changed. `selected` and `layers` list the same
 * layers in the same order. `sources` lists the sources meant by them: the frames in a section, the frame
 * around a text. `variants` includes copies of variants; `swaps` has renders and originals.
 */
export const Selection = z.object({
  /** Grows with each description: the highest number is the current selection. */
  order: z.number(),
  selected: z.array(Selected),
  sources: z.array(Source),
  layers: z.array(Layer),
  variants: z.array(NodeId),
  swaps: z.array(NodeId),
})
