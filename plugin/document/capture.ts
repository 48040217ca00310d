import { PluginError } from '../protocol/errors.ts'
import type { Size } from '../protocol/geometry.ts'
import type { NodeId } from '../protocol/ids.ts'
import { type Finder, findNode, pageOf } from './nodes.ts'
import { type SourceNode, isSourceNode, whyUnusable } from './selection.ts'

/** How far a small frame is enlarged: text drawn at twice its size is still worth reading. */
const largestScale = 2

/**
 * A source as PNG, in sRGB and by its absolute bounds: Figma's defaults would export a P3 file in P3
 * and let shadows and empty margins change the picture's shape (plugin typings, `ExportSettingsImage`).
 *
 * @param longEdge the most pixels the longer side may have
 * @throws {PluginError} `source-gone`, `source-unusable` (message: its `UnusableReason`), `export-failed`
 */
export async function capture(figma: Finder, id: NodeId, longEdge: number): Promise<Uint8Array> {
  const found = await findSource(figma, id)
  // A page that is not loaded has no pixels yet.
  await pageOf(found)?.loadAsync()
  const source = await findSource(figma, id)

  const reason = whyUnusable(source)
  const bounds = source.absoluteBoundingBox
  if (reason !== null || bounds === null) {
    throw new PluginError('source-unusable', reason ?? 'empty')
  }
  try {
    return await source.exportAsync({
      format: 'PNG',
      colorProfile: 'SRGB',
      useAbsoluteBounds: true,
      constraint: constraintFor(bounds, longEdge),
    })
  } catch (thrown) {
    throw new PluginError(
      'export-failed',
      thrown instanceof Error ? thrown.message : String(thrown),
    )
  }
}

/** As `capture`, where a missing picture is no failure. */
export async function thumbnail(
  figma: Finder,
  id: NodeId,
  longEdge: number,
): Promise<Uint8Array | null> {
  try {
    return await capture(figma, id, longEdge)
  } catch (thrown) {
    if (thrown instanceof PluginError) return null
    throw thrown
  }
}

/** The longer side decides, in whole pixels. */
export function constraintFor(
  { width, height }: Size,
  longEdge: number,
): { type: 'WIDTH' | 'HEIGHT'; value: number } {
  const value = Math.min(longEdge, Math.ceil(Math.max(width, height) * largestScale))
  return { type: width >= height ? 'WIDTH' : 'HEIGHT', value }
}

async function findSource(figma: Finder, id: NodeId): Promise<SourceNode> {
  const node = await findNode(figma, id)
  if (node === null) throw new PluginError('source-gone')
  if (!isSourceNode(node)) throw new PluginError('source-unusable', 'not-a-frame')
  return node
}
