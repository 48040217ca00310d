import { NodeId } from '../../contract/model/ids.ts'
import { swapKey } from '../../contract/model/plugin-data/swap-link.ts'
import { isGuide } from '../plugin-data/guides.ts'
import { createLiveCheck } from '../swaps/current-swap.ts'
import { describeLayer } from '../swaps/swappable-layers.ts'
import { above, idsOf, isFixed, isHidden } from '../canvas/nodes.ts'
import { isTemporary } from '../plugin-data/temporary.ts'
import { laidKey } from '../plugin-data/keys.ts'
import { hasRecipe } from '../plugin-data/recipes.ts'
import { byPlace, describeSources, placedOf } from './describe-sources.ts'
import type { EventOf } from '../../contract/protocol/procedures.ts'

type Canvas = Pick<PluginAPI, 'currentPage'>

/**
 * The selected layers from top to bottom, then from left to right: the order of `selection` itself is not
 * specified (https://developers.figma.com/docs/plugins/api/properties/PageNode-selection).
 */
export function describeSelection(figma: Canvas): Omit<EventOf<'selection'>, 'order'> {
  const placed = figma.currentPage.selection
    .filter((node) => !node.removed && !isGuide(node) && !isTemporary(node))
    .map(placedOf)
    .sort(byPlace)
  const chosen = new Map(placed.map(({ node }) => ownerOf(node)).map((node) => [node.id, node]))
  const nodes = [...chosen.values()]
  const variants = nodes.filter(
    (node) => node.type === 'FRAME' && hasRecipe(node) && !isFixed(node),
  )
  const isLiveRender = createLiveCheck()
  const swaps = nodes.filter((node) => node.getPluginData(swapKey) !== '')
  return {
    selected: placed.map(({ node, look, box }) => ({
      id: NodeId.parse(node.id),
      name: node.name,
      isSeen: !isHidden(node) && (look ? look.absoluteRenderBounds : box) !== null,
    })),
    sources: describeSources(placed),
    layers: placed.map(({ node, look }) => describeLayer(node, look, isLiveRender)),
    variants: idsOf(variants),
    swaps: idsOf(swaps),
  }
}

/** Of a layer that was laid into a variant, or of anything in it, the variant; otherwise the node itself. */
function ownerOf(node: SceneNode): SceneNode {
  let isLaid = false
  for (let at: BaseNode | null = node; at !== null; at = above(at)) {
    if (at.type === 'FRAME' && isLaid && hasRecipe(at)) return at
    isLaid ||= at.getPluginData(laidKey) !== ''
  }
  return node
}
