import { PluginError } from '../protocol/errors.ts'
import type { Rect } from '../protocol/geometry.ts'
import type { NodeId } from '../protocol/ids.ts'
import { type Finder, findNode, pageOf } from './nodes.ts'
import { type SourceNode, isSourceNode, whyUnusable } from './selection.ts'

/**
 * A source as it is now, its page loaded: one that is not has no pixels yet, and keeps its layers to
 * itself.
 *
 * @throws {PluginError} `source-gone`, `source-unusable` (message: its `UnusableReason`)
 */
export async function requireSource(
  figma: Finder,
  id: NodeId,
): Promise<{ source: SourceNode; bounds: Rect }> {
  await pageOf(await findSource(figma, id))?.loadAsync()
  const source = await findSource(figma, id)
  const reason = whyUnusable(source)
  const bounds = source.absoluteBoundingBox
  if (reason !== null || bounds === null) {
    throw new PluginError('source-unusable', reason ?? 'empty')
  }
  return { source, bounds }
}

async function findSource(figma: Finder, id: NodeId): Promise<SourceNode> {
  const node = await findNode(figma, id)
  if (node === null) throw new PluginError('source-gone')
  if (!isSourceNode(node)) throw new PluginError('source-unusable', 'not-a-frame')
  return node
}
