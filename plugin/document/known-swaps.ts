/* eslint-disable @typescript-eslint/no-unused-vars */
import type { NodeId } from '../protocol/ids.ts'
import type { KnownSwap } from '../protocol/swap.ts'
import type { Finder } from './nodes.ts'

/** The swaps that layers belong to, as renders or originals; each once, in the order of the nodes. */
export function readSwaps(
  _figma: Finder & Pick<PluginAPI, 'getImageByHash'>,
  _nodes: readonly NodeId[],
): Promise<KnownSwap[]> {
  return Promise.resolve([])
}

/** The renders that took a layer's place, and their copies, on the page that is looked at. */
export function findSwaps(_figma: Pick<PluginAPI, 'currentPage'>): NodeId[] {
  return []
}
