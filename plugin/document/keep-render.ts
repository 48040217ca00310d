import type { RequestOf, ResponseOf } from '../protocol/messages.ts'
import { recipeKey } from '../protocol/recipe.ts'
import { endSwaps } from './endings.ts'
import type { Finder } from './nodes.ts'
import { ownEnds } from './own-ends.ts'
import { hasRender } from './pairs.ts'
import { writeProgress } from './progress.ts'
import { readRecipe } from './recipes.ts'
import { showRender } from './sides.ts'
import { dropEnd } from './swap-ends.ts'

/** Deletes the originals of renders, which stay as variants, as one undo step. */
export function keepRender(
  figma: Finder & Pick<PluginAPI, 'commitUndo'>,
  asked: RequestOf<'keepRender'>['swaps'],
): Promise<ResponseOf<'keepRender'>> {
  return endSwaps(figma, asked, {
    way: 'keep',
    isWanted: hasRender,
    end(swap) {
      const { render, original } = swap
      ownEnds(swap)
      showRender(swap)
      original?.remove()
      dropEnd(render)
      const recipe = readRecipe(render)
      if (recipe === null) return
      writeProgress({ kind: 'own', node: render, key: recipeKey }, recipe, null)
    },
  })
}
