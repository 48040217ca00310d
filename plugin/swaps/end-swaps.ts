import type { NodeId } from '../../contract/model/ids.ts'
import { goesWith } from './losses.ts'
import { type Finder, isLocked } from '../canvas/nodes.ts'
import { type LoadedSwapNodes, loadSwapNodes, type Swap, resolveSwaps } from './find-swaps.ts'
import type { SwapInfo } from '../../contract/model/swap.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'
import { commitUndo } from '../plugin-data/temporary.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

export interface Ending<Wanted extends Swap> {
  readonly way: keyof SwapInfo['goes']
  readonly isWanted: (swap: Swap) => swap is Wanted
  readonly end: (swap: Wanted) => void
}

/**
 * Ends swaps in one undo step. A swap stays, and is reported, if it is locked or would delete anything but
 * what the designer agreed to lose.
 */
export async function endSwaps<Wanted extends Swap>(
  figma: Editor,
  asked: RequestOf<'restore'>['swaps'],
  ending: Ending<Wanted>,
): Promise<ResponseOf<'restore'>> {
  const gathered = await loadSwapNodes(
    figma,
    asked.map(({ node }) => node),
  )
  const left = endLoaded(gathered, asked, ending)
  commitUndo(figma)
  return left
}

/**
 * As `endSwaps`, for swaps that are loaded, and as part of the caller's undo step. There is no await in it:
 * nobody can add anything to what is being removed.
 */
export function endLoaded<Wanted extends Swap>(
  gathered: LoadedSwapNodes,
  asked: RequestOf<'restore'>['swaps'],
  { way, isWanted, end }: Ending<Wanted>,
): ResponseOf<'restore'> {
  const { swaps, missing, unclear } = resolveSwaps(gathered, isWanted)
  const touched: NodeId[] = []
  const locked: NodeId[] = []
  for (const swap of swaps) {
    const ends = [swap.original, swap.render]
    // The render stays, so it may be locked.
    const changed = ends.slice(0, way === 'keep' ? 1 : 2)
    const one = asked.find(({ node }) => ends.some((each) => each?.id === node))
    if (one === undefined) continue
    // One swap can be inside what another one deletes.
    const isGone = ends.some((each) => each?.removed)
    const lost = isGone ? '' : goesWith(swap)[way]
    if (isGone) missing.push(one.node)
    else if (changed.some((each) => each !== null && isLocked(each))) locked.push(one.node)
    else if (lost !== '' && lost !== one.agreed) touched.push(one.node)
    else end(swap)
  }
  return { missing, unclear, touched, locked }
}
