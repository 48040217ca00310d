import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { Rect } from '../../contract/model/geometry.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import type { UnusableReason } from '../../contract/model/source.ts'
import { whyNotSwapped } from '../swaps/swappable-layers.ts'
import { type Finder, findNode, pageOf } from '../canvas/nodes.ts'
import { isLayer, type Layer } from '../canvas/layer.ts'
import { isSourceNode, whyUnusable } from '../canvas/source-node.ts'

export interface Found<Kind extends Layer> {
  readonly layer: Kind
  readonly bounds: Rect
}

/**
 * A source as it is now, its page loaded: on an unloaded page a source has no pixels and no readable layers.
 *
 * @throws {PluginError} `source-gone`, `source-unusable` (message: its `UnusableReason`)
 */
export async function requireSource(figma: Finder, id: NodeId): Promise<Found<Layer>> {
  const node = await findOnLoadedPage(figma, id)
  if (!isSourceNode(node)) throw unusable('not-a-layer')
  return usable(node)
}

/** As `requireSource`, for any layer that can be exported. */
export async function requireLayer(figma: Finder, id: NodeId): Promise<Found<Layer>> {
  return usable(await requireAnyLayer(figma, id))
}

/** As `requireLayer`, also for a layer that is hidden. */
export async function requireAnyLayer(figma: Finder, id: NodeId): Promise<Layer> {
  const node = await findOnLoadedPage(figma, id)
  if (!isLayer(node)) throw unusable('not-a-layer')
  return node
}

/**
 * A layer that can be swapped, or that is hidden behind its render; its page loaded.
 *
 * @throws {PluginError} `source-gone`, `layer-refused` (message: its `Refusal`)
 */
export async function requireSwappable(figma: Finder, id: NodeId): Promise<Found<Layer>> {
  const node = await findOnLoadedPage(figma, id)
  const refusal = whyNotSwapped(node)
  if (refusal !== null) throw new PluginError('layer-refused', refusal)
  if (!isLayer(node) || node.absoluteBoundingBox === null) {
    throw new PluginError('layer-refused', 'empty')
  }
  return { layer: node, bounds: node.absoluteBoundingBox }
}

function usable<Kind extends Layer>(layer: Kind): Found<Kind> {
  const reason = whyUnusable(layer)
  const bounds = layer.absoluteBoundingBox
  if (reason !== null || bounds === null) throw unusable(reason ?? 'empty')
  return { layer, bounds }
}

/** @throws {PluginError} `source-gone` */
export async function findOnLoadedPage(figma: Finder, id: NodeId): Promise<BaseNode> {
  await pageOf(await requireNode(figma, id))?.loadAsync()
  return requireNode(figma, id)
}

async function requireNode(figma: Finder, id: NodeId): Promise<BaseNode> {
  const node = await findNode(figma, id)
  if (node === null) throw new PluginError('source-gone')
  return node
}

export function unusable(reason: UnusableReason): PluginError {
  return new PluginError('source-unusable', reason)
}
