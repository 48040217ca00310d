import * as z from 'zod/mini'
import { Size } from './geometry.ts'
import { JobId, NodeId } from './ids.ts'
import { Recipe } from './recipe.ts'
import { nullable } from './schema.ts'

/** The two sides of a swap. */
export const Side = z.literal(['render', 'original'])
export type Side = z.output<typeof Side>

/** A layer and the render that took its place, as they are now. */
export const SwapInfo = z.object({
  render: NodeId,
  /** Null where it was deleted: then nothing is left to flip to, or to restore. */
  original: nullable(NodeId),
  /** The original's name, or the render's where that is gone. */
  name: z.string(),
  /** The render's own size, in the document's pixels. */
  size: Size,
  shown: Side,
  /**
   * The ids of the layers that would go: with the render what somebody has put into it, or with the
   * original that and all that is in it. Whoever ends the swap hands it back as what was agreed to.
   */
  goes: z.object({ restore: z.string(), keep: z.string() }),
  /** The recipe of what it shows. */
  recipe: Recipe,
  /** The recipes of all its pictures, the one that it shows among them, by copy and then by age. */
  choices: z.array(Recipe),
  /** What this file does not have (or no longer) of the pictures. */
  missing: z.object({ reference: z.boolean(), pictures: z.array(JobId) }),
})
export type SwapInfo = z.output<typeof SwapInfo>

/** A layer whose render was deleted: all that is left is the way back. */
export const OrphanedOriginal = z.object({ original: NodeId, name: z.string() })
export type OrphanedOriginal = z.output<typeof OrphanedOriginal>

/** A copy of a swap's end that may belong to one of several others: nothing is done to it. */
export const Unclear = z.object({ name: z.string() })
export type Unclear = z.output<typeof Unclear>
