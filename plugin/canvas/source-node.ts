import type { Layer, Look } from './layer.ts'
import type { UnusableReason } from '../../contract/model/source.ts'
import { isHidden } from './nodes.ts'
import { isTooSmall } from '../../contract/geometry/reference-size.ts'

/** The kinds of layer that can be a source. */
export type SourceNode = FrameNode | ComponentNode | InstanceNode | SlotNode

export function isSourceNode(node: BaseNode): node is SourceNode {
  return ['FRAME', 'COMPONENT', 'INSTANCE', 'SLOT'].includes(node.type)
}

/**
 * Why a layer can't be exported, or null. Figma refuses to export what renders nothing, and announces it
 * by a null `absoluteRenderBounds` (plugin typings, `LayoutMixin`).
 */
export function whyUnusable(node: Layer, look: Look = node): UnusableReason | null {
  if (isHidden(node)) return 'hidden'
  const { absoluteRenderBounds, absoluteBoundingBox } = look
  if (absoluteRenderBounds === null || absoluteBoundingBox === null) return 'empty'
  return isTooSmall(look, absoluteBoundingBox) ? 'too-small' : null
}
