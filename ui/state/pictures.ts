import type { ImageHash, NodeId } from '../../contract/model/ids.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import { createPictureCache, type PictureCache } from '../lib/picture-cache.ts'

/** Small pictures of what is selected. */
export type Thumbnails = PictureCache<NodeId>

/** Twice the 80 pixels that a thumbnail is wide, for dense screens. */
const longEdge = 160

export function createThumbnails(plugin: PluginClient): Thumbnails {
  return createPictureCache(async (source) => {
    const { bytes } = await plugin.call('thumbnail', { source, longEdge })
    return bytes
  })
}

/** Pictures that the file keeps, made small; none where the file no longer has it. */
export type KeptPictures = PictureCache<ImageHash>

/** In pixels: twice what is seen, for dense screens. */
const height = 192

export function createKeptPictures(plugin: PluginClient): KeptPictures {
  return createPictureCache(async (hash) => {
    const { bytes } = await plugin.call('readReference', { hash })
    return bytes
  }, height)
}
