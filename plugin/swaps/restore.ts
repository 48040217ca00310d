import { type Ending, endSwaps } from './end-swaps.ts'
import { type Finder, pageOf } from '../canvas/nodes.ts'
import { hasOriginal, type WithOriginal } from './find-swaps.ts'
import { showOriginal } from './visibility.ts'
import { dropLink } from '../plugin-data/swap-links.ts'
import { Command } from '../../contract/protocol/commands.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'

/**
 * Removes renders and shows their originals as they were, in one undo step. An original whose render was
 * deleted is given by its own id. Where the selection goes with the renders, the originals are selected.
 */
export async function restore(
  figma: Finder & Pick<PluginAPI, 'commitUndo' | 'currentPage'>,
  asked: RequestOf<'restore'>['swaps'],
): Promise<ResponseOf<'restore'>> {
  const back: SceneNode[] = []
  const left = await endSwaps(figma, asked, {
    ...restoring,
    end(swap) {
      restoring.end(swap)
      back.push(swap.original)
    },
  })
  const { currentPage } = figma
  if (currentPage.selection.length === 0) {
    currentPage.selection = back.filter((layer) => pageOf(layer)?.id === currentPage.id)
  }
  return left
}

/** Removes a render, and shows its original as it was. */
export const restoring: Ending<WithOriginal> = {
  way: 'restore',
  isWanted: hasOriginal,
  end(swap) {
    const { render, original, before } = swap
    // Do this first: Figma removes a group when its last child is moved out.
    showOriginal(swap, before.visible)
    render?.remove()
    dropLink(original)
    // Figma refuses buttons that are not in the manifest (or no longer), and longer descriptions.
    const known = Object.entries(before.relaunch).filter(
      ([name, text]) => Command.safeParse(name).success && text.length <= 1000,
    )
    original.setRelaunchData(Object.fromEntries(known))
  },
}
