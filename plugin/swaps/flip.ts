import type { NodeId } from '../../contract/model/ids.ts'
import type { Finder } from '../canvas/nodes.ts'
import { adoptCopiedSwap } from './adopt-copy.ts'
import { loadSwapNodes, isPair, resolveSwaps } from './find-swaps.ts'
import { showOriginal, showRender } from './visibility.ts'
import type { Side } from '../../contract/model/side.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

/** Shows one side of swaps and hides the other, in one undo step. */
export async function flip(
  figma: Editor,
  nodes: readonly NodeId[],
  to: Side,
): Promise<ResponseOf<'flip'>> {
  const { swaps, ...left } = resolveSwaps(await loadSwapNodes(figma, nodes), isPair)
  for (const swap of swaps) {
    adoptCopiedSwap(swap)
    if (to === 'render') showRender(swap)
    else showOriginal(swap, true)
  }
  commitUndo(figma)
  return left
}
