import { type ImageHash, NodeId, PageId } from '../protocol/ids.ts'
import type { ResponseOf } from '../protocol/messages.ts'
import type { KnownSwap } from '../protocol/swap.ts'
import { swapKey } from '../protocol/swap.ts'
import { choicesIn } from './choices.ts'
import { goesWith } from './goes.ts'
import { type Finder, pageOf } from './nodes.ts'
import {
  gather,
  hasRender,
  rendersAmong,
  type Swap,
  swapsAmong,
  type WithOriginal,
  type WithRender,
} from './pairs.ts'
import { inReadingOrder } from './reading-order.ts'
import { readRecipe } from './recipes.ts'
import { inProtocol, sizeInProtocol } from './rects.ts'

type Reader = Finder & Pick<PluginAPI, 'getImageByHash'>

/**
 * The swaps that layers belong to, as renders or originals; each once, in the order of the nodes. Apart
 * from them the originals whose renders were deleted, and the names of copies that can't be told apart.
 */
export async function readSwaps(
  figma: Reader,
  nodes: readonly NodeId[],
): Promise<ResponseOf<'readSwaps'>> {
  const gathered = await gather(figma, nodes)
  const { swaps, unclear } = swapsAmong(gathered, isSwap)
  return {
    swaps: swaps.filter(hasRender).flatMap((swap) => describe(figma, swap) ?? []),
    stranded: swaps.filter(isStranded).flatMap(({ original }) => {
      const page = pageIdOf(original)
      return page === null ? [] : { original: NodeId.parse(original.id), page, name: original.name }
    }),
    unclear: unclear.map((id) => ({ name: gathered.nodes.get(id)?.name ?? '' })),
  }
}

const isSwap = (swap: Swap | null): swap is Swap => swap !== null
const isStranded = (swap: Swap): swap is WithOriginal => !hasRender(swap)

/** The renders that took a layer's place, and their copies, on the page that is looked at. */
export function findSwaps(figma: Pick<PluginAPI, 'currentPage'>): NodeId[] {
  const frames = figma.currentPage.findAllWithCriteria({
    types: ['FRAME'],
    pluginData: { keys: [swapKey] },
  })
  const inOrder = inReadingOrder(
    rendersAmong(frames),
    ({ absoluteBoundingBox, x, y, width, height }) =>
      inProtocol(absoluteBoundingBox ?? { x, y, width, height }),
  )
  return inOrder.map(({ id }) => NodeId.parse(id))
}

function describe(figma: Reader, swap: WithRender): KnownSwap | null {
  const { render, original } = swap
  const page = pageIdOf(render)
  const recipe = readRecipe(render)
  if (page === null || recipe === null) return null
  const choices = choicesIn(render)
  const isMissing = (hash: ImageHash) => figma.getImageByHash(hash) === null
  return {
    render: NodeId.parse(render.id),
    original: original === null ? null : NodeId.parse(original.id),
    page,
    name: (original ?? render).name,
    size: sizeInProtocol(render),
    shown: render.visible || original === null ? 'render' : 'original',
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

function pageIdOf(node: SceneNode): PageId | null {
  const page = pageOf(node)
  return page === null ? null : PageId.parse(page.id)
}
