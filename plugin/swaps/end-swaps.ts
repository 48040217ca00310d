import type { NodeId } from '../../contract/model/ids.ts'
import { goesWith } from './losses.ts'
import { type Finder, isLocked } from '../canvas/nodes.ts'
import { loadSwapNodes, type Swap, resolveSwaps } from './find-swaps.ts'
import type { SwapInfo } from '../../contract/model/swap.ts'
import type { RequestOf, ResponseOf } from '../../contract/protocol/procedures.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

/** A way to end swaps. */
interface Ending<Wanted extends Swap> {
  readonly way: keyof SwapInfo['goes']
  readonly isWanted: (swap: Swap) => swap is Wanted
  readonly end: (swap: Wanted) => void
}

/**
 * Ends swaps as one undo step: those that are, at this moment, just what the designer agreed to lose, and
 * not locked. The rest stays as it is, and is answered.
 */
export async function endSwaps<Wanted extends Swap>(
  figma: Editor,
  asked: RequestOf<'restore'>['swaps'],
  { way, isWanted, end }: Ending<Wanted>,
): Promise<ResponseOf<'restore'>> {
  const gathered = await loadSwapNodes(
    figma,
    asked.map(({ node }) => node),
  )
  // From here on without an await: nobody puts anything into what is just being removed.
  const { swaps, missing, unclear } = resolveSwaps(gathered, isWanted)
  const touched: NodeId[] = []
  const locked: NodeId[] = []
  for (const swap of swaps) {
    const ends = [swap.original, swap.render]
    // A render that is kept may be locked.
    const changed = ends.slice(0, way === 'keep' ? 1 : 2)
    const one = asked.find(({ node }) => ends.some((each) => each?.id === node))
    if (one === undefined) continue
    // One swap can be inside of what goes with another.
    const isGone = ends.some((each) => each?.removed)
    const lost = isGone ? '' : goesWith(swap)[way]
    if (isGone) missing.push(one.node)
    else if (changed.some((each) => each !== null && isLocked(each))) locked.push(one.node)
    else if (lost !== '' && lost !== one.agreed) touched.push(one.node)
    else end(swap)
  }
  figma.commitUndo()
  return { missing, unclear, touched, locked }
}
