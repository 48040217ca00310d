import type { NodeId } from '../../contract/model/ids.ts'
import type { OriginalState, SwapLink } from '../../contract/model/swap-link.ts'
import { type Finder, findLoaded, isFixed, isScene } from '../canvas/nodes.ts'
import { hasRecipe } from '../plugin-data/recipes.ts'
import { readLink } from '../plugin-data/swap-links.ts'

/** A render and the layer whose place it has taken; null is what was deleted. Never are both. */
export interface Swap {
  readonly render: FrameNode | null
  readonly original: SceneNode | null
  readonly before: OriginalState
  /** Whether it was copied from another swap, whose ids both ends still name. */
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

/** Layers, and the other ends of the swaps that they belong to. */
interface LoadedSwapNodes {
  readonly ids: readonly NodeId[]
  readonly nodes: ReadonlyMap<string, BaseNode>
}

/** Finds layers, and the other ends of the swaps that they belong to; their pages are loaded. */
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
 * The swaps that layers belong to, from whichever end: each once, in their order; and those of the
 * layers that belong to one of several copies, nobody can tell which. It holds until the next await.
 *
 * @param isWanted of a swap without it, the layer that was asked for is gone
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

/** The renders among frames, without a look at whether their originals are there. */
export function rendersAmong(frames: readonly FrameNode[]): FrameNode[] {
  const swapOf = createReader(() => null)
  return frames.filter((frame) => {
    const swap = swapOf(frame)
    return swap !== 'unclear' && swap?.render?.id === frame.id
  })
}

/** Whether a layer is a frame of our own making. */
function isRender(node: SceneNode): node is FrameNode {
  return node.type === 'FRAME' && hasRecipe(node)
}

/**
 * Whether another layer has the other end of a swap. Ids count up again in each file, and everyone can
 * write such data: what only one end tells of, nothing is done to.
 */
function isLinkedBack(other: SceneNode | null, end: SwapLink): boolean {
  const back = other === null ? null : readLink(other)
  if (back === null || back.node !== other?.id) return false
  return back.end !== end.end && toldBy(back) === toldBy(end)
}

/** The two layers of which an end tells: the layers themselves, for ends that were copied as well. */
function toldBy(end: SwapLink): string {
  return end.end === 'render' ? `${end.node} ${end.original}` : `${end.render} ${end.node}`
}

/** Copies of the ends of one swap, beside each other. */
interface Copies {
  readonly renders: FrameNode[]
  readonly originals: SceneNode[]
}

/** Reads the swaps that layers belong to, for as long as nothing changes. */
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
   * A swap that was copied whole, as it is with the screen that it is on: each end names the two that
   * were copied. Only where there is one of each beside each other, the two belong together for sure. A
   * render that was copied alone belongs to nothing; nor does what is fixed in an instance.
   */
  function copyOf(node: SceneNode, end: SwapLink): Swap | 'unclear' | null {
    const { parent } = node
    if (parent === null || !('children' in parent) || isFixed(parent)) return null
    const there = copies.get(parent.id) ?? copiesIn(parent)
    copies.set(parent.id, there)
    const { renders, originals } = there.get(toldBy(end)) ?? { renders: [], originals: [] }
    const [render = null] = renders
    const [original = null] = originals
    const { before } = end
    if (render !== null && original !== null) {
      const isOne = renders.length + originals.length === 2
      return isOne ? { render, original, before, isCopy: true } : 'unclear'
    }
    // The copy of an original that is seen lacks nothing.
    const isLost = end.end === 'original' && !node.visible
    return isLost ? { render: null, original: node, before, isCopy: true } : null
  }
}

/** All copies in a parent, by the two layers that they tell of. */
function copiesIn(parent: BaseNode & ChildrenMixin): ReadonlyMap<string, Copies> {
  const copies = new Map<string, Copies>()
  for (const node of parent.children) {
    const end = readLink(node)
    if (end === null || end.node === node.id) continue
    const same = copies.get(toldBy(end)) ?? { renders: [], originals: [] }
    copies.set(toldBy(end), same)
    if (end.end === 'original') same.originals.push(node)
    else if (isRender(node)) same.renders.push(node)
  }
  return copies
}
