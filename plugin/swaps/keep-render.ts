import { endSwaps } from './end-swaps.ts'
import type { Finder } from '../canvas/nodes.ts'
import { adoptCopiedSwap } from './adopt-copy.ts'
import { hasRender } from './find-swaps.ts'
import { writeProgress } from '../variants/progress.ts'
import { currentSlot, readRecipe } from '../plugin-data/recipes.ts'
import { showRender } from './visibility.ts'
import { dropLink } from '../plugin-data/swap-links.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'

/** Deletes originals; their renders stay as variants. One undo step. */
export function keepRender(
  figma: Finder & Pick<PluginAPI, 'commitUndo'>,
  asked: RequestOf<'keepRender'>['swaps'],
): Promise<ResponseOf<'keepRender'>> {
  return endSwaps(figma, asked, {
    way: 'keep',
    isWanted: hasRender,
    end(swap) {
      const { render, original } = swap
      adoptCopiedSwap(swap)
      showRender(swap)
      original?.remove()
      dropLink(render)
      const recipe = readRecipe(render)
      if (recipe === null) return
      writeProgress(currentSlot(render), recipe, null)
    },
  })
}
