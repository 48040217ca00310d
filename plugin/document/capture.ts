import { PluginError } from '../protocol/errors.ts'
import type { Size } from '../protocol/geometry.ts'
import type { NodeId } from '../protocol/ids.ts'
import type { ResponseOf } from '../protocol/messages.ts'
import type { Layer } from './home.ts'
import type { Finder } from './nodes.ts'
import { inProtocol, sizeInProtocol } from './rects.ts'
import { type Found, requireLayer, requireSource, requireSwappable } from './sources.ts'

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
  return picture(await requireSource(figma, id), longEdge)
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
  const found = await requireSwappable(figma, id)
  const { layer, bounds } = found
  // As it was when it was exported: a person may turn it meanwhile.
  const stance = {
    size: sizeInProtocol(layer),
    bounds: inProtocol(bounds),
    turned: isUpright(layer.absoluteTransform) ? null : plain(layer.absoluteTransform),
  }
  return { bytes: await picture(found, longEdge), ...stance }
}

/** A small picture of any layer; a missing one is no failure. */
export async function thumbnail(
  figma: Finder,
  id: NodeId,
  longEdge: number,
): Promise<Uint8Array | null> {
  try {
    return await picture(await requireLayer(figma, id), longEdge)
  } catch (thrown) {
    if (thrown instanceof PluginError) return null
    throw thrown
  }
}

function picture({ layer, bounds }: Found<Layer>, longEdge: number): Promise<Uint8Array> {
  const constraint = constraintFor(bounds, longEdge)
  return exported(layer, { useAbsoluteBounds: true, constraint })
}

/** How far a transform may be off what it stands for, by what is lost in reckoning. */
const tolerance = 1e-6

/** Whether a layer is neither turned nor mirrored nor skewed on its page. */
function isUpright([[a, c], [b, d]]: Transform): boolean {
  return [a - 1, b, c, d - 1].every((off) => Math.abs(off) <= tolerance)
}

/** What Figma gives may be an object of its own that can't be posted. */
function plain([[a, c, x], [b, d, y]]: Transform): Transform {
  return [
    [a, c, x],
    [b, d, y],
  ]
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
