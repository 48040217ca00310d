import { NodeId } from '../../contract/model/ids.ts'
import { findPicture, markPicture } from '../variants/appearance.ts'
import type { Swap } from './find-swaps.ts'
import { recipesIn, writeRecipe } from '../plugin-data/recipes.ts'
import { writeLinks } from '../plugin-data/swap-links.ts'

/**
 * Makes a swap that was copied whole one of its own, before anything of it is changed: both ends, the
 * recipes of all its pictures, and the layer that shows one, name the copies from now on.
 *
 * Not before: what is written when a layer is merely selected would be an undo step in which nothing is
 * seen to happen.
 */
export function adoptCopiedSwap({ render, original, before, isCopy }: Swap): void {
  if (!isCopy || render === null || original === null) return
  const node = NodeId.parse(render.id)
  writeLinks(render, original, before)
  const picture = findPicture(render)
  if (picture !== null) markPicture(render, picture)
  for (const { kind, key, recipe } of recipesIn(render)) {
    if (kind === 'current' || kind === 'alternative') writeRecipe(render, { ...recipe, node }, key)
  }
}
