import { messageOf, PluginError } from '../../contract/protocol/plugin-error.ts'
import type { Size } from '../../contract/model/geometry.ts'
import { largestScale } from '../../contract/geometry/reference-size.ts'

/** @throws {PluginError} `export-failed` */
export async function exported(
  node: Pick<ExportMixin, 'exportAsync'>,
  settings: Pick<ExportSettingsImage, 'useAbsoluteBounds' | 'constraint'>,
): Promise<Uint8Array> {
  try {
    return await node.exportAsync({ ...settings, format: 'PNG', colorProfile: 'SRGB' })
  } catch (thrown) {
    throw new PluginError('export-failed', messageOf(thrown))
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
