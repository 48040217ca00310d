import { addedTo } from '../variants/appearance.ts'
import type { Swap } from './find-swaps.ts'
import type { SwapInfo } from '../../contract/model/swap.ts'

/** What goes when a swap is ended, either way, by the ids of the layers; empty where nothing does. */
export function goesWith({ render, original }: Swap): SwapInfo['goes'] {
  const within = original !== null && 'findAll' in original ? original.findAll() : []
  return {
    restore: render === null ? '' : idsOf(addedTo(render)),
    keep: original === null ? '' : idsOf([original, ...within]),
  }
}

function idsOf(nodes: readonly SceneNode[]): string {
  return nodes.map(({ id }) => id).join()
}
