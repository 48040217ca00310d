import * as z from 'zod/mini'
import { NodeId } from './ids.ts'

/** Under which key either end of a swap keeps which layer is the other, in its plugin data. */
export const swapKey = 'swap'

/**
 * Under keys that begin like this, followed by a job's id, a layer keeps the recipes of the renders
 * that are to take its place. Until one is there, nothing of the layer changes.
 */
export const comingPrefix = 'coming/'

/**
 * Under keys that begin like this, followed by a job's id, a render keeps the recipes of the other
 * pictures that a person can pick for it. The one that it shows is in `recipe`.
 */
export const choicePrefix = 'choice/'

/** Relaunch buttons: commands, and what is written under each. */
const Buttons = z.custom<Record<string, string>>(
  (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string'),
)

/** How an original was before, to be given back: whether it was seen, and the buttons that it had of ours. */
export const Before = z.object({ visible: z.boolean(), relaunch: Buttons })
export type Before = z.output<typeof Before>

/**
 * What a render keeps of the layer whose place it has taken. `node` is the render's own id: a
 * duplicate carries the data of what it was copied from, and is known by this.
 */
export const RenderEnd = z.object({
  version: z.literal(1),
  end: z.literal('render'),
  node: NodeId,
  original: NodeId,
  before: Before,
})
export type RenderEnd = z.output<typeof RenderEnd>

/** What a layer that was swapped keeps of its render, and for when somebody deletes that. */
export const OriginalEnd = z.object({
  version: z.literal(1),
  end: z.literal('original'),
  node: NodeId,
  render: NodeId,
  before: Before,
})
export type OriginalEnd = z.output<typeof OriginalEnd>

export const SwapEnd = z.union([RenderEnd, OriginalEnd])
export type SwapEnd = z.output<typeof SwapEnd>
