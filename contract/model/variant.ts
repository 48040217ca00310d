import * as z from 'zod/mini'
import { NodeId, PageId } from './ids.ts'
import { Rect } from './geometry.ts'
import { Recipe } from './plugin-data/recipe.ts'
import { nullable } from './schema.ts'

/** A variant with its recipe, and with what this file lacks of the recipe. */
export const VariantInfo = z.object({
  node: NodeId,
  page: PageId,
  /** The frame's name, without what a failure adds to it. */
  name: z.string(),
  bounds: Rect,
  recipe: Recipe,
  /** The recipe of its next picture, while it is regenerated. */
  pending: nullable(Recipe),
  /** Whether it was copied from the variant that the recipe was written for. */
  isCopy: z.boolean(),
  hasGuide: z.boolean(),
  /** What the recipe names, and this file does not have (or no longer has). */
  missing: z.object({
    source: z.boolean(),
    reference: z.boolean(),
    further: z.number(),
    picture: z.boolean(),
  }),
})
export type VariantInfo = z.output<typeof VariantInfo>
