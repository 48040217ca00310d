import { type ImageHash, NodeId } from '../../contract/model/ids.ts'
import { swapKey } from '../../contract/model/plugin-data/swap-link.ts'
import { choicesIn } from './list-pictures.ts'
import { goesWith } from './losses.ts'
import { type Finder, findWithKey, idsOf } from '../canvas/nodes.ts'
import {
  loadSwapNodes,
  hasRender,
  swapsAmong,
  type Swap,
  resolveSwaps,
  type WithOriginal,
  type WithRender,
} from './find-swaps.ts'
import { inReadingOrder } from '../canvas/reading-order.ts'
import { readRecipe } from '../plugin-data/recipes.ts'
import { inProtocol, sizeInProtocol } from '../canvas/rect.ts'
import type { SwapInfo } from '../../contract/model/swap.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'

type Reader = Finder & Pick<PluginAPI, 'getImageByHash'>

/**
 * The swaps that layers belong to, as renders or originals; each once, in the order of the nodes. Also the
 * originals whose renders were deleted, and the names of copies that may belong to several swaps.
 */
export async function readSwaps(
  figma: Reader,
  nodes: readonly NodeId[],
): Promise<ResponseOf<'readSwaps'>> {
  const gathered = await loadSwapNodes(figma, nodes)
  const { swaps, unclear } = resolveSwaps(gathered, isSwap)
  return {
    swaps: swaps.filter(hasRender).flatMap((swap) => describe(figma, swap) ?? []),
    orphanedOriginals: swaps.filter(isStranded).map(({ original }) => {
      return { original: NodeId.parse(original.id), name: original.name }
    }),
    unclear: unclear.map((id) => ({ name: gathered.nodes.get(id)?.name ?? '' })),
  }
}

const isSwap = (swap: Swap | null): swap is Swap => swap !== null
const isStranded = (swap: Swap): swap is WithOriginal => !hasRender(swap)

/**
 * The renders that took a layer's place, and their copies, on the current page; also the hidden originals that
 * nothing stands in for.
 */
export function findSwaps(figma: Pick<PluginAPI, 'currentPage'>): NodeId[] {
  const inOrder = inReadingOrder(
    swapsAmong(findWithKey(figma.currentPage, swapKey)),
    ({ absoluteBoundingBox, x, y, width, height }) =>
      inProtocol(absoluteBoundingBox ?? { x, y, width, height }),
  )
  return idsOf(inOrder)
}

function describe(figma: Reader, swap: WithRender): SwapInfo | null {
  const { render, original } = swap
  const recipe = readRecipe(render)
  if (recipe === null) return null
  const choices = choicesIn(render)
  const isMissing = (hash: ImageHash) => figma.getImageByHash(hash) === null
  return {
    render: NodeId.parse(render.id),
    original: original === null ? null : NodeId.parse(original.id),
    name: (original ?? render).name,
    size: sizeInProtocol(render),
    corners: [
      render.topLeftRadius,
      render.topRightRadius,
      render.bottomRightRadius,
      render.bottomLeftRadius,
    ],
    shown: render.visible || original === null ? 'render' : original.visible ? 'original' : null,
    goes: goesWith(swap),
    recipe,
    choices,
    missing: {
      reference: isMissing(recipe.reference.hash),
      pictures: choices
        .filter(({ progress }) => isMissing(progress.picture.hash))
        .map(({ job }) => job),
    },
  }
}
