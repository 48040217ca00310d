import type { NodeId } from '../protocol/ids.ts'
import type { ResponseOf } from '../protocol/messages.ts'
import type { Side } from '../protocol/swap.ts'
import type { Finder } from './nodes.ts'
import { ownEnds } from './own-ends.ts'
import { gather, isPair, swapsAmong } from './pairs.ts'
import { showOriginal, showRender } from './sides.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

/** Shows one side of swaps, and hides the other, as one undo step. */
export async function flip(
  figma: Editor,
  nodes: readonly NodeId[],
  to: Side,
): Promise<ResponseOf<'flip'>> {
  const { swaps, ...left } = swapsAmong(await gather(figma, nodes), isPair)
  for (const swap of swaps) {
    ownEnds(swap)
    if (to === 'render') showRender(swap)
    else showOriginal(swap, true)
  }
  figma.commitUndo()
  return left
}
