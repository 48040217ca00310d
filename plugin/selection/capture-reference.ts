import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { Rect } from '../../contract/model/geometry.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import { type Finder, findNode, isHidden, pageOf } from '../canvas/nodes.ts'
import { constraintFor, exported } from '../canvas/export-image.ts'

/**
 * As `capture`, for any visible layer: a logo or a swatch need not be a frame. A layer without an area of
 * its own, such as a line, is exported by its render bounds.
 *
 * @throws {PluginError} `source-gone`, `source-unusable` (message: its `UnusableReason`), `export-failed`
 */
export async function captureReference(
  figma: Finder,
  id: NodeId,
  longEdge: number,
): Promise<Uint8Array> {
  await pageOf(await findLayer(figma, id))?.loadAsync()
  const layer = await findLayer(figma, id)
  if (isHidden(layer)) throw new PluginError('source-unusable', 'hidden')
  const bounds = layer.absoluteBoundingBox
  const seen = seenBounds(layer)
  if (bounds === null || seen === null) throw new PluginError('source-unusable', 'empty')
  const useAbsoluteBounds = bounds.width > 0 && bounds.height > 0
  return exported(layer, {
    useAbsoluteBounds,
    constraint: constraintFor(useAbsoluteBounds ? bounds : seen, longEdge),
  })
}

async function findLayer(figma: Finder, id: NodeId): Promise<SceneNode> {
  const node = await findNode(figma, id)
  if (node === null) throw new PluginError('source-gone')
  if (node.type === 'PAGE' || node.type === 'DOCUMENT') {
    throw new PluginError('source-unusable', 'not-a-layer')
  }
  return node
}

/** Sections, and some layers of other editors, have no render bounds. */
function seenBounds(layer: SceneNode): Rect | null {
  return 'absoluteRenderBounds' in layer ? layer.absoluteRenderBounds : layer.absoluteBoundingBox
}
