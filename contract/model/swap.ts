import * as z from 'zod/mini'
import { Size } from './geometry.ts'
import { JobId, NodeId } from './ids.ts'
import { Recipe } from './plugin-data/recipe.ts'
import { Side } from './side.ts'
import { nullable } from './schema.ts'

/** A layer and the render that took its place. */
export const SwapInfo = z.object({
  render: NodeId,
  /** Null where it was deleted: the swap can then be neither flipped nor restored. */
  original: nullable(NodeId),
  /** The original's name; the render's where the original was deleted. */
  name: z.string(),
  /** The render's own size, in the document's pixels. */
  size: Size,
  /** The render's corner radii, clockwise from the top left. */
  corners: z.array(z.number()),
  /** Null where both are hidden. */
  shown: nullable(Side),
  /**
   * Ids of the layers that ending the swap would delete. `restore`: those added to the render; `keep`:
   * the original and its content. The window sends them back as what the designer agreed to.
   */
  goes: z.object({ restore: z.string(), keep: z.string() }),
  /** The recipe of the picture on show. */
  recipe: Recipe,
  /** The recipes of all pictures, the one on show included; by copy, then by age. */
  choices: z.array(Recipe),
  /** Pictures that this file does not have (or no longer). */
  missing: z.object({ reference: z.boolean(), pictures: z.array(JobId) }),
})
export type SwapInfo = z.output<typeof SwapInfo>

/** A layer whose render was deleted: it can only be restored. */
export const OrphanedOriginal = z.object({ original: NodeId, name: z.string() })
export type OrphanedOriginal = z.output<typeof OrphanedOriginal>

/** A copy of a swap's end that may belong to one of several others: it is left alone. */
export const Unclear = z.object({ name: z.string() })
export type Unclear = z.output<typeof Unclear>
