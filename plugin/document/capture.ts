import { PluginError } from '../protocol/errors.ts'
import type { Size } from '../protocol/geometry.ts'
import type { NodeId } from '../protocol/ids.ts'
import type { ResponseOf } from '../protocol/messages.ts'
import type { Finder } from './nodes.ts'
import { requireSource } from './sources.ts'

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
  const { source, bounds } = await requireSource(figma, id)
  return exported(source, {
    useAbsoluteBounds: true,
    constraint: constraintFor(bounds, longEdge),
  })
}

/**
 * As `capture`, of any layer that is to be swapped, with what is needed to stand it upright.
 *
 * @throws {PluginError} `source-gone`, `layer-refused` (message: its `Refusal`), `export-failed`
 */
export async function captureLayer(
  figma: Finder,
  id: NodeId,
  longEdge: number,
): Promise<ResponseOf<'captureLayer'>> {
  const { source, bounds } = await requireSource(figma, id)
  const { width, height } = source
  const constraint = constraintFor(bounds, longEdge)
  const bytes = await exported(source, { useAbsoluteBounds: true, constraint })
  return { bytes, size: { width, height }, bounds, turned: null }
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

/** A layer as PNG in sRGB. @throws {PluginError} `export-failed` */
export async function exported(
  node: Pick<ExportMixin, 'exportAsync'>,
  settings: Pick<ExportSettingsImage, 'useAbsoluteBounds' | 'constraint'>,
): Promise<Uint8Array> {
  try {
    return await node.exportAsync({ ...settings, format: 'PNG', colorProfile: 'SRGB' })
  } catch (thrown) {
    throw new PluginError(
      'export-failed',
      thrown instanceof Error ? thrown.message : String(thrown),
    )
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
