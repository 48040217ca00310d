import { isLayer, type Layer, type Look } from './layer.ts'
import type { UnusableReason } from '../../contract/model/source.ts'
import { above, isHidden } from './nodes.ts'
import { isTooSmall } from '../../contract/geometry/reference-size.ts'

/** A layer that can be a source: whatever is a picture by itself. A text means the frame around it. */
export function isSourceNode(node: BaseNode): node is Exclude<Layer, TextNode | ComponentSetNode> {
  return isLayer(node) && node.type !== 'TEXT' && node.type !== 'COMPONENT_SET'
}

type Frame = FrameNode | ComponentNode | InstanceNode | SlotNode

export function isFrame(node: BaseNode): node is Frame {
  return ['FRAME', 'COMPONENT', 'INSTANCE', 'SLOT'].includes(node.type)
}

/** The nearest frame around a layer; null where there is none. */
export function frameAround(node: SceneNode): Frame | null {
  for (let at = above(node); at !== null; at = above(at)) if (isFrame(at)) return at
  return null
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
