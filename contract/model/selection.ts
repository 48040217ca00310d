import * as z from 'zod/mini'
import { Source } from './source.ts'
import { Layer } from './layer.ts'
import { NodeId } from './ids.ts'

/**
 * What is selected on the canvas, told whenever it may have changed: the layers as sources and as what can be swapped, in the same order;
 * which of them are variants, copies among them; and which belong to a swap, renders and originals.
 */
export const Selection = z.object({
  /** Higher than in any that was described before: the highest is what is selected now. */
  order: z.number(),
  sources: z.array(Source),
  layers: z.array(Layer),
  variants: z.array(NodeId),
  swaps: z.array(NodeId),
})
