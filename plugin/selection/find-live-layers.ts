import type { NodeId } from '../../contract/model/ids.ts'
import type { LiveText } from '../../contract/model/live-text.ts'
import type { Finder } from '../canvas/nodes.ts'
import { requireLayer } from './find-source.ts'

/**
 * What of a source, or of a layer to swap, can stay live.
 *
 * @throws {PluginError} `source-gone`, `source-unusable` (message: its `UnusableReason`)
 */
export async function readLiveText(figma: Finder, id: NodeId): Promise<LiveText> {
  const { layer } = await requireLayer(figma, id)
  return { size: { width: layer.width, height: layer.height }, blocks: [], refusal: 'none' }
}
