import { NodeId } from '../../contract/model/ids.ts'
import {
  type OriginalState,
  type OriginalLink,
  type RenderLink,
  SwapLink,
  swapKey,
} from '../../contract/model/swap-link.ts'
import { type PluginDataNode, readKept } from './plugin-data-node.ts'
import { isScene } from '../canvas/nodes.ts'

/** What a layer keeps of the swap that it belongs to; null where it belongs to none, or a broken one. */
export function readLink(node: PluginDataNode): SwapLink | null {
  return readKept(node, swapKey, SwapLink)
}

/**
 * Links both ends of a swap.
 *
 * @param before of the original: how it was before anything of it was changed
 */
export function writeLinks(render: FrameNode, original: SceneNode, before: OriginalState): void {
  const ids = { render: NodeId.parse(render.id), original: NodeId.parse(original.id) }
  const ends: [SceneNode, RenderLink | OriginalLink][] = [
    [render, { version: 1, end: 'render', node: ids.render, original: ids.original, before }],
    [original, { version: 1, end: 'original', node: ids.original, render: ids.render, before }],
  ]
  for (const [node, end] of ends) node.setPluginData(swapKey, JSON.stringify(end))
}

/** Takes a layer out of the swap that it belonged to. */
export function dropLink(node: PluginDataNode): void {
  node.setPluginData(swapKey, '')
}

/** The id of the render that a layer names as its own. */
export function renderIdOf(layer: BaseNode): string | null {
  const end = isScene(layer) ? readLink(layer) : null
  return end?.end === 'original' && end.node === layer.id ? end.render : null
}
