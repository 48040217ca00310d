import * as z from 'zod/mini'
import { NodeId } from '../ids.ts'

/** Plugin data key of the link that each end of a swap keeps to the other. */
export const swapKey = 'swap'

/**
 * Key prefix, followed by a job's id, of the recipes that a layer keeps of renders still to come. Nothing
 * of the layer changes until one arrives.
 */
export const pendingRenderPrefix = 'pending-render/'

/**
 * Key prefix, followed by a job's id, of the recipes of a render's other pictures. The designer can pick
 * one; the recipe of the picture on show is in `recipe`.
 */
export const alternativePrefix = 'alternative/'

/** Relaunch buttons: command to description. */
const Buttons = z.custom<Record<string, string>>(
  (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string'),
)

/** The original's state before the swap, for restoring: its visibility, and our relaunch buttons on it. */
export const OriginalState = z.object({ visible: z.boolean(), relaunch: Buttons })
export type OriginalState = z.output<typeof OriginalState>

/**
 * A render's link to the layer whose place it took. `node` is the render's own id: a duplicate keeps its
 * original's, and is recognised by that.
 */
export const RenderLink = z.object({
  version: z.literal(1),
  end: z.literal('render'),
  node: NodeId,
  original: NodeId,
  before: OriginalState,
})
export type RenderLink = z.output<typeof RenderLink>

/**
 * A swapped layer's link to its render, with what is needed to restore the layer if the render is
 * deleted.
 */
export const OriginalLink = z.object({
  version: z.literal(1),
  end: z.literal('original'),
  node: NodeId,
  render: NodeId,
  before: OriginalState,
})
export type OriginalLink = z.output<typeof OriginalLink>

export const SwapLink = z.union([RenderLink, OriginalLink])
export type SwapLink = z.output<typeof SwapLink>
