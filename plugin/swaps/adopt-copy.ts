import { NodeId } from '../../contract/model/ids.ts'
import { findPicture, markPicture } from '../variants/appearance.ts'
import { adoptLaid } from '../variants/laid-layers.ts'
import { adoptScrim } from '../variants/scrim.ts'
import type { Swap } from './find-swaps.ts'
import { recipesIn, writeRecipe } from '../plugin-data/recipes.ts'
import { writeLinks } from '../plugin-data/swap-links.ts'

/**
 * Turns a copied swap into one of its own, before anything of it is changed: both ends, the recipes of all
 * its pictures, and the layers laid into it name the copies from now on.
 *
 * Not done earlier: writing on a merely selected layer would create an undo step without a visible effect.
 */
export function adoptCopiedSwap({ render, original, before, isCopy }: Swap): void {
  if (!isCopy || render === null || original === null) return
  const node = NodeId.parse(render.id)
  writeLinks(render, original, before)
  const picture = findPicture(render)
  if (picture !== null) markPicture(render, picture)
  adoptScrim(render)
  adoptLaid(render)
  for (const { kind, key, recipe } of recipesIn(render)) {
    if (kind === 'current' || kind === 'alternative') writeRecipe(render, { ...recipe, node }, key)
  }
}
