import * as z from 'zod/mini'
import { NodeId } from './ids.ts'

/** Under which key either end of a swap keeps which layer is the other, in its plugin data. */
export const swapKey = 'swap'

/**
 * Under keys that begin like this, followed by a job's id, a layer keeps the recipes of the renders
 * that are to take its place. Until one is there, nothing of the layer changes.
 */
export const pendingRenderPrefix = 'pending-render/'

/**
 * Under keys that begin like this, followed by a job's id, a render keeps the recipes of the other
 * pictures that a designer can pick for it. The one that it shows is in `recipe`.
 */
export const alternativePrefix = 'alternative/'

/** Relaunch buttons: commands, and what is written under each. */
const Buttons = z.custom<Record<string, string>>(
  (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string'),
)

/** How an original was before, to be given back: whether it was seen, and the buttons that it had of ours. */
export const OriginalState = z.object({ visible: z.boolean(), relaunch: Buttons })
export type OriginalState = z.output<typeof OriginalState>

/**
 * What a render keeps of the layer whose place it has taken. `node` is the render's own id: a
 * duplicate carries the data of what it was copied from, and is known by this.
 */
export const RenderLink = z.object({
  version: z.literal(1),
  end: z.literal('render'),
  node: NodeId,
  original: NodeId,
  before: OriginalState,
})
export type RenderLink = z.output<typeof RenderLink>

/** What a layer that was swapped keeps of its render, and for when somebody deletes that. */
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
