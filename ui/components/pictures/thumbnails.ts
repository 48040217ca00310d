import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import { type PictureCache, createPictureCache } from './picture-cache.ts'

/** Twice the 80 pixels that a thumbnail is wide, for dense screens. */
const longEdge = 160

/** Small pictures of the sources. */
export type Thumbnails = PictureCache<NodeId>

export function createThumbnails(caller: PluginClient): Thumbnails {
  return createPictureCache(async (source) => {
    const { bytes } = await caller.call('thumbnail', { source, longEdge })
    return bytes
  })
}
