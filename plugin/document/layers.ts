import type { Layer } from '../protocol/layer.ts'

/** What can be swapped among layers, and what becomes of it. */
export function describeLayers(nodes: readonly SceneNode[]): Layer[] {
  return nodes.flatMap(() => [])
}
