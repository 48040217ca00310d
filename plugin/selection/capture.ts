import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { Size } from '../../contract/model/geometry.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import { referenceScale } from '../../contract/geometry/reference-size.ts'
import { isHidden } from '../canvas/nodes.ts'
import { type CopyMaker, exportWithout } from '../live-text/export-without.ts'
import { type Found, requireAnyLayer, requireSource, requireSwappable } from './find-source.ts'
import { isUpright, standUpright, stanceOf } from '../canvas/layer-transform.ts'
import type { Layer } from '../canvas/layer.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import { constraintFor, exported } from '../canvas/export-image.ts'

type Captured = ResponseOf<'capture'>

/**
 * A source as PNG, in sRGB and by its absolute bounds, with its geometry on the page. Figma's defaults would
 * export a P3 file in P3, and let shadows and empty margins change the picture's shape (plugin typings,
 * `ExportSettingsImage`). `referenceScale` decides the size.
 *
 * @param without layers in it that are left out (`exportWithout`)
 * @throws {PluginError} `source-gone`, `source-unusable` (message: its `UnusableReason`), `export-failed`,
 * `text-unclear`
 */
export async function capture(
  figma: CopyMaker,
  id: NodeId,
  without: readonly NodeId[] = [],
): Promise<Captured> {
  return captured(figma, () => requireSource(figma, id), without)
}

/**
 * As `capture`, for any layer that can be swapped.
 *
 * @throws {PluginError} `source-gone`, `layer-refused` (message: its `Refusal`), `export-failed`,
 * `text-unclear`
 */
export async function captureLayer(
  figma: CopyMaker,
  id: NodeId,
  without: readonly NodeId[] = [],
): Promise<Captured> {
  return captured(figma, () => requireSwappable(figma, id), without)
}

async function captured(
  figma: CopyMaker,
  find: () => Promise<Found<Layer>>,
  without: readonly NodeId[],
): Promise<Captured> {
  // Read before the export: a designer may rotate the layer in the meantime.
  let found = await find()
  const described = () => {
    const { layer, bounds } = found
    const edge = Math.max(bounds.width, bounds.height) * referenceScale(layer, bounds)
    return { bounds, edge: Math.round(edge), stance: stanceOf(layer, bounds) }
  }
  // What is hidden has no look of its own: a copy of it has.
  if (without.length === 0 && !isHidden(found.layer)) {
    const { bounds, edge, stance } = described()
    return { bytes: await picture(found.layer, bounds, edge), ...stance }
  }
  const again = async () => (found = await find()).layer
  return exportWithout(figma, again, without, async (copy) => {
    const { bounds, edge, stance } = described()
    return { bytes: await picture(copy, bounds, edge), ...stance }
  })
}

function picture(layer: Layer, bounds: Size, longEdge: number): Promise<Uint8Array> {
  return exported(layer, { useAbsoluteBounds: true, constraint: constraintFor(bounds, longEdge) })
}

/**
 * A picture of any layer; null where it can't be exported. A hidden or turned layer is exported from a copy
 * that is neither.
 */
export async function thumbnail(
  figma: CopyMaker,
  id: NodeId,
  longEdge: number,
): Promise<Uint8Array | null> {
  const find = () => requireAnyLayer(figma, id)
  try {
    const layer = await find()
    if (!isHidden(layer) && isUpright(layer)) return await picture(layer, layer, longEdge)
    return await exportWithout(figma, find, [], (copy) => {
      standUpright(copy)
      return picture(copy, copy, longEdge)
    })
  } catch (thrown) {
    if (thrown instanceof PluginError) return null
    throw thrown
  }
}
