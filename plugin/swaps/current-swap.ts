import { NodeId } from '../../contract/model/ids.ts'
import { swapKey } from '../../contract/model/plugin-data/swap-link.ts'
import { isUntouched } from '../variants/added-layers.ts'
import { findWithKey, isLocked, isScene, pageOf } from '../canvas/nodes.ts'
import { isPair, type Pair, readerOf, resolveSwaps } from './find-swaps.ts'
import { readLink } from '../plugin-data/swap-links.ts'

type Nodes = ReadonlyMap<string, BaseNode>

/**
 * The current swap of an original; null where no render has its place. The layer's page has to be loaded.
 *
 * @param nodes the layer, and the render that it names, wherever that is now
 */
export function findCurrentSwap(layer: SceneNode, nodes: Nodes): Pair | null {
  const siblings = siblingsOf(layer)
  // A new or incomplete render is a sibling of its layer.
  const all = new Map([...nodes, ...siblings.map((each) => [each.id, each] as const)])
  const [pair] = swapsOf(layer, all).swaps
  if (pair?.original.id === layer.id) return pair
  for (const render of siblings) {
    const end = readLink(render)
    if (render.type !== 'FRAME' || end?.end !== 'render' || end.node !== render.id) continue
    if (end.original === layer.id && isIncomplete(render)) {
      return { render, original: layer, before: end.before, isCopy: false }
    }
  }
  return null
}

/** A render stays hidden until it is complete, and holds only its picture and laid text until then. */
function isIncomplete(render: FrameNode): boolean {
  return !render.visible && render.children.length > 0 && isUntouched(render) && !isLocked(render)
}

/**
 * Whether layers of one page are renders whose originals exist, or may exist; for as long as nothing changes,
 * because what is around several layers is read once. The page has to be loaded.
 */
export function createLiveCheck(): (node: SceneNode) => boolean {
  const readers = new Map<unknown, ReturnType<typeof readerOf>>()

  function isIn(node: SceneNode, key: unknown, find: () => readonly SceneNode[]): boolean {
    const swapOf = readers.get(key) ?? readerOf(find())
    readers.set(key, swapOf)
    const swap = swapOf(node)
    return swap === 'unclear' || (swap !== null && isPair(swap))
  }

  return (node) =>
    readLink(node)?.end === 'render' &&
    // The original is nearly always a sibling; searching a whole page takes longer.
    (isIn(node, node.parent?.id, () => siblingsOf(node)) ||
      isIn(node, linkedOn, () => linkedOn(pageOf(node))))
}

function swapsOf({ id }: SceneNode, nodes: Nodes) {
  return resolveSwaps({ ids: [NodeId.parse(id)], nodes }, isPair)
}

/** The children of the node's parent, the node included. */
function siblingsOf({ parent }: SceneNode): readonly SceneNode[] {
  return parent !== null && 'children' in parent ? parent.children.filter(isScene) : []
}

function linkedOn(page: PageNode | null): SceneNode[] {
  return page === null ? [] : findWithKey(page, swapKey)
}
