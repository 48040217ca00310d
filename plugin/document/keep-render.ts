import type { NodeId } from '../protocol/ids.ts'
import type { ResponseOf } from '../protocol/messages.ts'
import { recipeKey } from '../protocol/recipe.ts'
import type { Finder } from './nodes.ts'
import { ownEnds } from './own-ends.ts'
import { gather, hasRender, swapsAmong } from './pairs.ts'
import { writeProgress } from './progress.ts'
import { readRecipe } from './recipes.ts'
import { showRender } from './sides.ts'
import { dropEnd } from './swap-ends.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

/** Deletes the originals of renders, which stay as variants, as one undo step. */
export async function keepRender(
  figma: Editor,
  nodes: readonly NodeId[],
): Promise<ResponseOf<'keepRender'>> {
  const { swaps, gone } = swapsAmong(await gather(figma, nodes), hasRender)
  for (const swap of swaps) {
    const { render, original } = swap
    ownEnds(swap)
    showRender(swap)
    original?.remove()
    dropEnd(render)
    const recipe = readRecipe(render)
    if (recipe !== null) writeProgress({ kind: 'own', node: render, key: recipeKey }, recipe, null)
  }
  figma.commitUndo()
  return { gone }
}
