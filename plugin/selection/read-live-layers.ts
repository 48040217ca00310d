import type { NodeId } from '../../contract/model/ids.ts'
import type { LiveText } from '../../contract/model/canvas-text.ts'
import { findLiveLayers, mostLayers, type Purpose } from '../live-text/find-live-layers.ts'
import { findLogos } from '../live-text/logos.ts'
import type { Finder } from '../canvas/nodes.ts'
import { requireLayer } from './find-source.ts'

/**
 * What can stay live in a source, or in a layer to swap.
 *
 * @throws {PluginError} `source-gone`, `source-unusable` (message: its `UnusableReason`)
 */
export async function readLiveLayers(
  figma: Finder,
  id: NodeId,
  purpose: Purpose,
): Promise<LiveText> {
  const isLogo = await findLogos((await requireLayer(figma, id)).layer, mostLayers)
  return findLiveLayers((await requireLayer(figma, id)).layer, isLogo, purpose)
}
