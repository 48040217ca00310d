import { NodeId } from '../protocol/ids.ts'
import type { Swap } from './pairs.ts'
import { recipesIn, writeRecipe } from './recipes.ts'
import { writeEnds } from './swap-ends.ts'

/**
 * Makes a swap that was copied whole one of its own, before anything of it is changed: both ends, and
 * the recipes of all its pictures, name the copies from now on.
 */
export function ownEnds({ render, original, before, isCopy }: Swap): void {
  if (!isCopy || render === null || original === null) return
  const node = NodeId.parse(render.id)
  writeEnds(render, original, before)
  for (const { kind, key, recipe } of recipesIn(render)) {
    if (kind === 'own' || kind === 'choice') writeRecipe(render, { ...recipe, node }, key)
  }
}
