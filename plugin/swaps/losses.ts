import { withInner } from '../canvas/copies.ts'
import { addedTo } from '../variants/added-layers.ts'
import type { Swap } from './find-swaps.ts'
import type { SwapInfo } from '../../contract/model/swap.ts'

/** Ids of the layers that each way to end a swap deletes; empty where there are none. */
export function goesWith({ render, original }: Swap): SwapInfo['goes'] {
  return {
    restore: render === null ? '' : joinedIds(addedTo(render)),
    keep: original === null ? '' : joinedIds(withInner(original)),
  }
}

function joinedIds(nodes: readonly SceneNode[]): string {
  return nodes.map(({ id }) => id).join()
}
