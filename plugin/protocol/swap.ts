import * as z from 'zod/mini'
import { Size } from './geometry.ts'
import { JobId, NodeId, PageId } from './ids.ts'
import { orNull } from './or-null.ts'
import { Recipe } from './recipe.ts'

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

const flag = z.literal([true, false])

/** Relaunch buttons: commands, and what is written under each. */
const Buttons = z.custom<Record<string, string>>(
  (value: unknown) =>
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((text) => typeof text === 'string'),
)

/**
 * What a render keeps of the layer whose place it has taken. `node` is the render's own id: a
 * duplicate carries the data of what it was copied from, and is known by this.
 */
export const RenderEnd = z.object({
  version: z.literal(1),
  end: z.literal('render'),
  node: NodeId,
  original: NodeId,
  /** Of the original, to be given back: whether it was seen, and the buttons that it had of ours. */
  before: z.object({ visible: flag, relaunch: Buttons }),
})
export type RenderEnd = z.output<typeof RenderEnd>

/** What a layer that was swapped keeps of its render. */
export const OriginalEnd = z.object({
  version: z.literal(1),
  end: z.literal('original'),
  node: NodeId,
  render: NodeId,
})
export type OriginalEnd = z.output<typeof OriginalEnd>

export const SwapEnd = z.union([RenderEnd, OriginalEnd])
export type SwapEnd = z.output<typeof SwapEnd>

/** The two sides of a swap. */
export const Side = z.literal(['render', 'original'])
export type Side = z.output<typeof Side>

/** A layer and the render that took its place, as they are now. */
export const KnownSwap = z.object({
  render: NodeId,
  /** Null where it was deleted: then nothing is left to flip to, or to restore. */
  original: orNull(NodeId),
  page: PageId,
  /** The original's name, or the render's where that is gone. */
  name: z.string(),
  /** The render's own size, in the document's pixels. */
  size: Size,
  shown: Side,
  /** Whether somebody has put something into the render that would go with it. */
  isTouched: flag,
  /** The recipe of what it shows. */
  recipe: Recipe,
  /** The recipes of all its pictures, the one that it shows among them, by copy and then by age. */
  choices: z.array(Recipe),
  /** What this file does not have (any more) of the pictures. */
  missing: z.object({ reference: flag, pictures: z.array(JobId) }),
})
export type KnownSwap = z.output<typeof KnownSwap>
