import type { NodeId } from '../protocol/ids.ts'
import type { Before, SwapEnd } from '../protocol/swap.ts'
import { type Finder, findLoaded, isAnyUp, isScene } from './nodes.ts'
import { hasRecipe } from './recipes.ts'
import { readEnd } from './swap-ends.ts'

/** A render and the layer whose place it has taken; null is what was deleted. Never are both. */
export interface Swap {
  readonly render: FrameNode | null
  readonly original: SceneNode | null
  readonly before: Before
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
interface Gathered {
  readonly ids: readonly NodeId[]
  readonly nodes: ReadonlyMap<string, BaseNode>
}

/** Finds layers, and the other ends of the swaps that they belong to; their pages are loaded. */
export async function gather(figma: Finder, ids: readonly NodeId[]): Promise<Gathered> {
  const asked = await findLoaded(figma, ids)
  const others = asked.flatMap((node) => {
    const end = node !== null && isScene(node) ? readEnd(node) : null
    return end === null ? [] : end.end === 'render' ? end.original : end.render
  })
  const found = [...asked, ...(await findLoaded(figma, others))]
  return { ids, nodes: new Map(found.flatMap((node) => (node ? [[node.id, node]] : []))) }
}

/**
 * The swaps that layers belong to, from whichever end: each once, in their order. It holds until the
 * next await.
 *
 * @param isWanted of a swap without it, the layer that was asked for is gone
 */
export function swapsAmong<Wanted extends Swap>(
  { ids, nodes }: Gathered,
  isWanted: (swap: Swap) => swap is Wanted,
): { readonly swaps: readonly Wanted[]; readonly gone: NodeId[] } {
  const live = (id: string) => {
    const node = nodes.get(id)
    return node === undefined || node.removed || !isScene(node) ? null : node
  }
  const swapOf = createReader(live)
  const swaps = new Map<unknown, Wanted>()
  const gone: NodeId[] = []
  for (const id of ids) {
    const node = live(id)
    const swap = node === null ? null : swapOf(node)
    if (swap === null || !isWanted(swap)) gone.push(id)
    else swaps.set((swap.render ?? swap.original)?.id, swap)
  }
  return { swaps: [...swaps.values()], gone }
}

/** The renders among frames, without a look at whether their originals are there. */
export function rendersAmong(frames: readonly FrameNode[]): FrameNode[] {
  const swapOf = createReader(() => null)
  return frames.filter((frame) => swapOf(frame)?.render?.id === frame.id)
}

/** Whether a layer is a frame of our own making. */
function isRender(node: SceneNode): node is FrameNode {
  return node.type === 'FRAME' && hasRecipe(node)
}

/**
 * Whether another layer has the other end of a swap. Ids count up anew in each file, and everyone can
 * write such data: what only one end tells of, nothing is done to.
 */
function isNamedBack(other: SceneNode | null, end: SwapEnd): boolean {
  const back = other === null ? null : readEnd(other)
  return back !== null && back.node === other?.id && belongTogether(back, end)
}

/** Whether two ends, of the layers themselves or of copies, are those of one swap. */
function belongTogether(one: SwapEnd, other: SwapEnd): boolean {
  if (one.end === 'original') {
    return other.end === 'render' && other.original === one.node && one.render === other.node
  }
  return other.end === 'original' && belongTogether(other, one)
}

/** Reads the swaps that layers belong to, for as long as nothing changes. */
function createReader(find: (id: string) => SceneNode | null): (node: SceneNode) => Swap | null {
  const copies = new Map<string, readonly Pair[]>()
  return (node) => {
    const end = readEnd(node)
    if (end === null) return null
    const { before } = end
    if (end.node !== node.id) {
      const pair = copiesBeside(node).find(
        ({ render, original }) => render.id === node.id || original.id === node.id,
      )
      // The copy of an original that is seen lacks nothing.
      const isLost = end.end === 'original' && !node.visible
      return pair ?? (isLost ? { render: null, original: node, before, isCopy: true } : null)
    }
    if (end.end === 'render') {
      if (!isRender(node)) return null
      const original = find(end.original)
      return {
        render: node,
        original: isNamedBack(original, end) ? original : null,
        before,
        isCopy: false,
      }
    }
    const render = find(end.render)
    return {
      render: render !== null && isRender(render) && isNamedBack(render, end) ? render : null,
      original: node,
      before,
      isCopy: false,
    }
  }

  function copiesBeside({ parent }: SceneNode): readonly Pair[] {
    if (parent === null || !('children' in parent)) return []
    const pairs = copies.get(parent.id) ?? copiesIn(parent)
    copies.set(parent.id, pairs)
    return pairs
  }
}

/**
 * Swaps that were copied whole, as they are with the screen that they are on: each end names the two
 * that were copied. Of several copies beside each other, the nearest belong together. What was copied
 * alone belongs to nothing; nor does what is in an instance, where nothing can be taken away.
 */
function copiesIn(parent: BaseNode & ChildrenMixin): Pair[] {
  if (isAnyUp(parent, ({ type }) => type === 'INSTANCE')) return []
  const renders: { node: FrameNode; end: SwapEnd; at: number }[] = []
  let originals: { node: SceneNode; end: SwapEnd; at: number }[] = []
  for (const [at, node] of parent.children.entries()) {
    const end = isScene(node) ? readEnd(node) : null
    if (!isScene(node) || end === null || end.node === node.id) continue
    if (end.end === 'original') originals.push({ node, end, at })
    else if (isRender(node)) renders.push({ node, end, at })
  }
  return renders.flatMap(({ node: render, end, at }) => {
    const away = (original: { at: number }) => Math.abs(original.at - at)
    // Sorting is stable: of two that are as near, the one below is taken.
    const [nearest] = originals
      .filter((original) => belongTogether(original.end, end))
      .sort((a, b) => away(a) - away(b))
    if (nearest === undefined) return []
    originals = originals.filter((original) => original !== nearest)
    return { render, original: nearest.node, before: end.before, isCopy: true }
  })
}
