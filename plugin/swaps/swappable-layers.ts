import { NodeId, PageId } from '../../contract/model/ids.ts'
import type { Layer as Described, Refusal } from '../../contract/model/layer.ts'
import { isTooSmall } from '../../contract/geometry/reference-size.ts'
import { destinationOf } from './destination.ts'
import { isHidden, isLocked, pageOf } from '../canvas/nodes.ts'
import { inProtocol, sizeInProtocol } from '../canvas/rect.ts'
import { createLiveCheck } from './current-swap.ts'
import { renderIdOf } from '../plugin-data/swap-links.ts'
import { isLayer, type Layer, type Look, lookOf } from '../canvas/layer.ts'

/**
 * Whether a layer can be swapped, and where its render can be placed. Its page has to be loaded.
 *
 * @param look the layer's size and visible bounds; null where the node is no `Layer`
 * @param isLiveRender the same for several layers
 */
export function describeLayer(
  node: SceneNode,
  look = isLayer(node) ? lookOf(node) : null,
  isLiveRender?: ReturnType<typeof createLiveCheck>,
): Described {
  const id = NodeId.parse(node.id)
  const { name } = node
  const reason = whyRefused(node, look, isLiveRender)
  const page = pageOf(node)
  const bounds = look?.absoluteBoundingBox
  if (reason !== null || !isLayer(node) || page === null || !look || !bounds) {
    return { swappable: false, id, name, reason: reason ?? 'empty' }
  }
  return {
    swappable: true,
    id,
    page: PageId.parse(page.id),
    name,
    bounds: inProtocol(bounds),
    size: sizeInProtocol(look),
    destination: destinationOf(node, look),
  }
}

/** Why a layer can't be swapped at all, or null. Its page has to be loaded. */
export function whyRefused(
  node: BaseNode,
  known: Look | null = null,
  isLiveRender = createLiveCheck(),
): Refusal | null {
  if (node.type === 'SECTION') return 'section'
  if (node.type === 'COMPONENT_SET') return 'component-set'
  if (!isLayer(node)) return 'not-a-layer'
  const look = known ?? node
  const states: [Refusal, (layer: Layer) => boolean][] = [
    ['render', isLiveRender],
    ['mask', ({ isMask }) => isMask],
    ['locked', isLocked],
    ['hidden', isHidden],
    ['empty', () => isEmpty(look)],
    ['too-small', () => isTooSmall(look, look.absoluteBoundingBox ?? look)],
  ]
  return states.find(([, holds]) => holds(node))?.[0] ?? null
}

/** As `whyRefused`; a layer that is hidden because its render has its place can get one more picture. */
export function whyNotSwapped(node: BaseNode): Refusal | null {
  const refusal = whyRefused(node)
  return refusal === 'hidden' && renderIdOf(node) !== null ? null : refusal
}

/** Whether nothing is visible, or there is no area for a render. */
function isEmpty({ absoluteRenderBounds, width, height }: Look): boolean {
  return absoluteRenderBounds === null || width < smallestSide || height < smallestSide
}

/** A frame can't be smaller (plugin typings, `LayoutMixin.resize`). */
const smallestSide = 0.01
