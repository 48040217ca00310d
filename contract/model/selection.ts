import * as z from 'zod/mini'
import { Source } from './source.ts'
import { Layer } from './layer.ts'
import { NodeId } from './ids.ts'

/**
 * The selection on the canvas, sent whenever it may have changed. `sources` and `layers` list the same
 * layers in the same order. `variants` includes copies of variants; `swaps` has renders and originals.
 */
export const Selection = z.object({
  /** Grows with each description: the highest number is the current selection. */
  order: z.number(),
  sources: z.array(Source),
  layers: z.array(Layer),
  variants: z.array(NodeId),
  swaps: z.array(NodeId),
})
