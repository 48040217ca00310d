import { NodeId } from '../../contract/model/ids.ts'
import {
  type OriginalState,
  type OriginalLink,
  type RenderLink,
  SwapLink,
  swapKey,
} from '../../contract/model/plugin-data/swap-link.ts'
import { type PluginDataNode, readKept } from './plugin-data-node.ts'
import { isScene } from '../canvas/nodes.ts'

/** A layer's link to its swap; null where it has none, or a broken one. */
export function readLink(node: PluginDataNode): SwapLink | null {
  return readKept(node, swapKey, SwapLink)
}

/** @param before the original's state before anything of it was changed */
export function writeLinks(render: FrameNode, original: SceneNode, before: OriginalState): void {
  const ids = { render: NodeId.parse(render.id), original: NodeId.parse(original.id) }
  const ends: [SceneNode, RenderLink | OriginalLink][] = [
    [render, { version: 1, end: 'render', node: ids.render, original: ids.original, before }],
    [original, { version: 1, end: 'original', node: ids.original, render: ids.render, before }],
  ]
  for (const [node, end] of ends) node.setPluginData(swapKey, JSON.stringify(end))
}

export function dropLink(node: PluginDataNode): void {
  node.setPluginData(swapKey, '')
}

/** The id of the render that an original names; null for a copy, or a layer that is no original. */
export function renderIdOf(layer: BaseNode): string | null {
  const end = isScene(layer) ? readLink(layer) : null
  return end?.end === 'original' && end.node === layer.id ? end.render : null
}
