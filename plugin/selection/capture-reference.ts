import type { Rect } from '../../contract/model/geometry.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import { type Finder, isHidden, isScene } from '../canvas/nodes.ts'
import { findOnLoadedPage, unusable } from './find-source.ts'
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
  const layer = await findOnLoadedPage(figma, id)
  if (!isScene(layer)) throw unusable('not-a-layer')
  if (isHidden(layer)) throw unusable('hidden')
  const bounds = layer.absoluteBoundingBox
  const seen = seenBounds(layer)
  if (bounds === null || seen === null) throw unusable('empty')
  const useAbsoluteBounds = bounds.width > 0 && bounds.height > 0
  return exported(layer, {
    useAbsoluteBounds,
    constraint: constraintFor(useAbsoluteBounds ? bounds : seen, longEdge),
  })
}

/** Sections, and some layers of other editors, have no render bounds. */
function seenBounds(layer: SceneNode): Rect | null {
  return 'absoluteRenderBounds' in layer ? layer.absoluteRenderBounds : layer.absoluteBoundingBox
}
