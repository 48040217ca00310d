import type { NodeId } from '../../contract/model/ids.ts'
import type { OriginalState, SwapLink } from '../../contract/model/plugin-data/swap-link.ts'
import { type Finder, findLoaded, isFixed, isScene } from '../canvas/nodes.ts'
import { hasRecipe } from '../plugin-data/recipes.ts'
import { readLink } from '../plugin-data/swap-links.ts'

/** A render and the layer whose place it took. The deleted one is null, but never both. */
export interface Swap {
  readonly render: FrameNode | null
  readonly original: SceneNode | null
  readonly before: OriginalState
  /** Whether it was copied from another swap, whose ids both ends still have. */
  readonly isCopy: boolean
}

export type WithRender = Swap & { readonly render: FrameNode }
export type WithOriginal = Swap & { readonly original: SceneNode }
export type Pair = WithRender & WithOriginal

export function hasRender(swap: Swap): swap is WithRender {
  return swap.render !== null
}

export function hasOriginal(swap: Swap): swap is WithOriginal {
  return swap.original !== null
}

export function isPair(swap: Swap): swap is Pair {
  return hasRender(swap) && hasOriginal(swap)
}

export interface LoadedSwapNodes {
  readonly ids: readonly NodeId[]
  readonly nodes: ReadonlyMap<string, BaseNode>
}

/** Finds layers, and the other ends of their swaps; their pages are loaded. */
export async function loadSwapNodes(
  figma: Finder,
  ids: readonly NodeId[],
): Promise<LoadedSwapNodes> {
  const asked = await findLoaded(figma, ids)
  const others = asked.flatMap((node) => {
    const end = node !== null && isScene(node) ? readLink(node) : null
    return end === null ? [] : end.end === 'render' ? end.original : end.render
  })
  const found = [...asked, ...(await findLoaded(figma, others))]
  return { ids, nodes: new Map(found.flatMap((node) => (node ? [[node.id, node]] : []))) }
}

/**
 * The swaps that layers belong to, from either end, each once and in the layers' order. `unclear` has the
 * layers that may belong to one of several copies. The result is valid until the next await.
 *
 * @param isWanted a layer whose swap fails this test counts as missing
 */
export function resolveSwaps<Wanted extends Swap>(
  { ids, nodes }: LoadedSwapNodes,
  isWanted: (swap: Swap) => swap is Wanted,
): {
  readonly swaps: readonly Wanted[]
  readonly missing: NodeId[]
  readonly unclear: NodeId[]
} {
  const live = (id: string) => {
    const node = nodes.get(id)
    return node === undefined || node.removed || !isScene(node) ? null : node
  }
  const swapOf = createReader(live)
  const swaps = new Map<unknown, Wanted>()
  const missing: NodeId[] = []
  const unclear: NodeId[] = []
  for (const id of ids) {
    const node = live(id)
    const swap = node === null ? null : swapOf(node)
    if (swap === 'unclear') unclear.push(id)
    else if (swap === null || !isWanted(swap)) missing.push(id)
    else swaps.set((swap.render ?? swap.original)?.id, swap)
  }
  return { swaps: [...swaps.values()], missing, unclear }
}

/** What stands for the swaps among layers: the render or, where that is not among them, the hidden original. */
export function swapsAmong(nodes: readonly SceneNode[]): SceneNode[] {
  const swapOf = readerOf(nodes)
  return nodes.filter((node) => {
    const swap = swapOf(node)
    if (swap === null || swap === 'unclear') return false
    return swap.render === null ? !node.visible : swap.render.id === node.id
  })
}

function isRender(node: SceneNode): node is FrameNode {
  return node.type === 'FRAME' && hasRecipe(node)
}

/**
 * Whether another layer is the other end of a swap. Ids start again in each file, and anyone can write such
 * data, so a link counts only when both ends have it.
 */
function isLinkedBack(other: SceneNode | null, end: SwapLink): boolean {
  const back = other === null ? null : readLink(other)
  if (back === null || back.node !== other?.id) return false
  return back.end !== end.end && pairKey(back) === pairKey(end)
}

/** The two ids in a link. In a copy, they are those of the layers that were copied. */
function pairKey(end: SwapLink): string {
  return end.end === 'render' ? `${end.node} ${end.original}` : `${end.render} ${end.node}`
}

/** Sibling copies of the ends of one swap. */
interface Copies {
  readonly renders: FrameNode[]
  readonly originals: SceneNode[]
}

/** Reads the swaps among some layers, for as long as nothing changes. */
export function readerOf(nodes: readonly SceneNode[]): ReturnType<typeof createReader> {
  const byId = new Map(nodes.map((each) => [each.id, each]))
  return createReader((id) => byId.get(id) ?? null)
}

/** Reads the swaps of layers, for as long as nothing changes. */
function createReader(
  find: (id: string) => SceneNode | null,
): (node: SceneNode) => Swap | 'unclear' | null {
  const copies = new Map<string, ReadonlyMap<string, Copies>>()
  return (node) => {
    const end = readLink(node)
    if (end === null || (end.end === 'render' && !isRender(node))) return null
    if (end.node !== node.id) return copyOf(node, end)
    const other = find(end.end === 'render' ? end.original : end.render)
    const named = isLinkedBack(other, end) ? other : null
    const [render, original] = end.end === 'render' ? [node, named] : [named, node]
    return {
      render: render !== null && isRender(render) ? render : null,
      original,
      before: end.before,
      isCopy: false,
    }
  }

  /**
   * A swap copied whole, for example with its screen: each end still names the two layers that were copied.
   * The copies certainly belong together only where there is one of each, as siblings. A render copied alone
   * belongs to nothing; nor does what is fixed in an instance.
   */
  function copyOf(node: SceneNode, end: SwapLink): Swap | 'unclear' | null {
    const { parent } = node
    if (parent === null || !('children' in parent) || isFixed(parent)) return null
    const there = copies.get(parent.id) ?? copiesIn(parent)
    copies.set(parent.id, there)
    const { renders, originals } = there.get(pairKey(end)) ?? { renders: [], originals: [] }
    const [render = null] = renders
    const [original = null] = originals
    const { before } = end
    if (render !== null && original !== null) {
      const isOne = renders.length + originals.length === 2
      return isOne ? { render, original, before, isCopy: true } : 'unclear'
    }
    // A visible copy of an original lacks nothing.
    const isLost = end.end === 'original' && !node.visible
    return isLost ? { render: null, original: node, before, isCopy: true } : null
  }
}

/** All copies in a parent, by the two ids in their links. */
function copiesIn(parent: BaseNode & ChildrenMixin): ReadonlyMap<string, Copies> {
  const copies = new Map<string, Copies>()
  for (const node of parent.children) {
    const end = readLink(node)
    if (end === null || end.node === node.id) continue
    const same = copies.get(pairKey(end)) ?? { renders: [], originals: [] }
    copies.set(pairKey(end), same)
    if (end.end === 'original') same.originals.push(node)
    else if (isRender(node)) same.renders.push(node)
  }
  return copies
}
