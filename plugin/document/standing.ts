import { type RenderEnd, swapKey } from '../protocol/swap.ts'
import { isScene, pageOf } from './nodes.ts'
import { readEnd } from './swap-ends.ts'

/** A frame that took a layer's place, and what it keeps of that. */
export interface Standing {
  readonly frame: FrameNode
  readonly end: RenderEnd
}

/**
 * The render that took a layer's place already; null where there is none. Both pages have to be loaded.
 *
 * @param linked the render that the layer names, wherever that is now
 */
export function standingFor(layer: SceneNode, linked: BaseNode | null): Standing | null {
  for (const node of [linked, ...siblingsOf(layer)]) {
    const standing = node === null ? null : standingOf(node)
    if (standing?.end.original === layer.id) return standing
  }
  return null
}

/** The id of the render that a layer names as its own. */
export function renderIdOf(layer: BaseNode): string | null {
  const end = isScene(layer) ? readEnd(layer) : null
  return end?.end === 'original' && end.node === layer.id ? end.render : null
}

/** Whether a layer is a render whose original is there. Its page has to be loaded. */
export function isLiveRender(node: SceneNode): boolean {
  const end = readEnd(node)
  if (end?.end !== 'render') return false
  const isOriginal =
    end.node === node.id
      ? ({ id }: SceneNode) => id === end.original
      : // Copied together: the copies name the two that they were copied from.
        (other: SceneNode) => other.id !== end.original && originalOf(other)?.render === end.node
  if (siblingsOf(node).some(isOriginal)) return true
  const page = pageOf(node)
  return end.node === node.id && page !== null && linkedOn(page).some(isOriginal)
}

function originalOf(node: SceneNode) {
  const end = readEnd(node)
  return end?.end === 'original' ? end : null
}

function standingOf(node: BaseNode): Standing | null {
  if (node.type !== 'FRAME' || node.removed) return null
  const end = readEnd(node)
  return end?.end === 'render' && end.node === node.id ? { frame: node, end } : null
}

function siblingsOf({ parent }: SceneNode): readonly SceneNode[] {
  return parent !== null && 'children' in parent && parent.type !== 'DOCUMENT'
    ? parent.children.filter(isScene)
    : []
}

function linkedOn(page: PageNode): SceneNode[] {
  return page.findAllWithCriteria({ pluginData: { keys: [swapKey] } })
}
