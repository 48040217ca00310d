import type { Rect } from '../../contract/model/geometry.ts'
import { NodeId, PageId } from '../../contract/model/ids.ts'
import type { Source, UnusableReason } from '../../contract/model/source.ts'
import { swapKey } from '../../contract/model/plugin-data/swap-link.ts'
import { isGuide } from '../plugin-data/guides.ts'
import { describeLayer } from '../swaps/swappable-layers.ts'
import { pageOf } from '../canvas/nodes.ts'
import { hasRecipe } from '../plugin-data/recipes.ts'
import { isLayer, type Look, lookOf } from '../canvas/layer.ts'
import { inProtocol, sizeInProtocol } from '../canvas/rect.ts'
import { isUpright } from '../canvas/layer-transform.ts'
import { isSourceNode, whyUnusable } from '../canvas/source-node.ts'
import type { EventOf } from '../../contract/protocol/procedures.ts'

/** Reasons by type of layer; any other type is `not-a-frame`. */
const reasonsByType: Partial<Record<NodeType, UnusableReason>> = {
  TEXT: 'text',
  GROUP: 'group',
  SECTION: 'section',
  COMPONENT_SET: 'component-set',
}

type Canvas = Pick<PluginAPI, 'currentPage'>

/**
 * The selected layers from top to bottom, then from left to right: the order of `selection` itself is not
 * specified (https://developers.figma.com/docs/plugins/api/properties/PageNode-selection).
 */
export function describeSelection(figma: Canvas): Omit<EventOf<'selection'>, 'order'> {
  const placed = figma.currentPage.selection
    .filter((node) => !node.removed && !isGuide(node))
    .map((node): Placed => {
      const look = isLayer(node) ? lookOf(node) : null
      return { node, look, box: (look ?? node).absoluteBoundingBox }
    })
  placed.sort((a, b) => {
    if (a.box === null || b.box === null) return Number(a.box === null) - Number(b.box === null)
    return a.box.y - b.box.y || a.box.x - b.box.x
  })
  const nodes = placed.map(({ node }) => node)
  const variants = nodes.filter((node) => node.type === 'FRAME' && hasRecipe(node))
  const swaps = nodes.filter((node) => node.getPluginData(swapKey) !== '')
  return {
    sources: placed.map(describe),
    layers: placed.map(({ node, look }) => describeLayer(node, look)),
    variants: variants.map(({ id }) => NodeId.parse(id)),
    swaps: swaps.map(({ id }) => NodeId.parse(id)),
  }
}

interface Placed {
  readonly node: SceneNode
  /** Null where the node is no `Layer`. */
  readonly look: Look | null
  readonly box: Rect | null
}

function describe({ node, look, box }: Placed): Source {
  const id = NodeId.parse(node.id)
  const { name } = node
  if (!isSourceNode(node)) {
    return { usable: false, id, name, reason: reasonsByType[node.type] ?? 'not-a-frame' }
  }
  const reason = whyUnusable(node, look ?? node)
  const page = pageOf(node)
  if (reason !== null || box === null || page === null) {
    return { usable: false, id, name, reason: reason ?? 'empty' }
  }
  return {
    usable: true,
    id,
    page: PageId.parse(page.id),
    name,
    bounds: inProtocol(box),
    ...(isUpright(node) ? {} : { size: sizeInProtocol(look ?? node) }),
  }
}
