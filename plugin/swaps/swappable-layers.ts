import { NodeId, PageId } from '../../contract/model/ids.ts'
import type { Layer as Described, Refusal } from '../../contract/model/layer.ts'
import { isTooSmall } from '../../contract/model/reference-size.ts'
import { destinationOf } from './destination.ts'
import { isHidden, isLocked, pageOf } from '../canvas/nodes.ts'
import { inProtocol, sizeInProtocol } from '../canvas/rect.ts'
import { isLiveRender } from './current-swap.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'

/** What can be swapped among layers, and what becomes of it. Their pages have to be loaded. */
export function describeLayers(nodes: readonly SceneNode[]): Described[] {
  return nodes.map((node) => {
    const id = NodeId.parse(node.id)
    const { name } = node
    const page = pageOf(node)
    const bounds = node.absoluteBoundingBox
    const reason = whyRefused(node)
    if (reason !== null || !isLayer(node) || page === null || bounds === null) {
      return { swappable: false, id, name, reason: reason ?? 'empty' }
    }
    return {
      swappable: true,
      id,
      page: PageId.parse(page.id),
      name,
      bounds: inProtocol(bounds),
      size: sizeInProtocol(node),
      home: destinationOf(node),
    }
  })
}

/** Why a layer can't be swapped at all, or null. Its page has to be loaded. */
export function whyRefused(node: BaseNode): Refusal | null {
  if (node.type === 'SECTION') return 'section'
  if (node.type === 'COMPONENT_SET') return 'component-set'
  if (!isLayer(node)) return 'not-a-layer'
  const states: [Refusal, (layer: Layer) => boolean][] = [
    ['render', isLiveRender],
    ['mask', ({ isMask }) => isMask],
    ['locked', isLocked],
    ['hidden', isHidden],
    ['empty', isEmpty],
    ['too-small', (layer) => isTooSmall(layer, layer.absoluteBoundingBox ?? layer)],
  ]
  return states.find(([, holds]) => holds(node))?.[0] ?? null
}

/** Whether there is nothing to be seen, or no area to show anything else in. */
function isEmpty({ absoluteRenderBounds, width, height }: Layer): boolean {
  return absoluteRenderBounds === null || width < smallestSide || height < smallestSide
}

/** A frame can't be smaller (plugin typings, `LayoutMixin.resize`). */
const smallestSide = 0.01
