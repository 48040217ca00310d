import type { ImageHash, NodeId } from '../../contract/model/ids.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import { createPictureCache, type PictureCache } from '../lib/picture-cache.ts'

export type Thumbnails = PictureCache<NodeId>

/** Twice the 80 pixels of a thumbnail's width, for dense screens. */
const longEdge = 160

export function createThumbnails(plugin: PluginClient): Thumbnails {
  return createPictureCache(async (source) => {
    const { bytes } = await plugin.call('thumbnail', { source, longEdge })
    return bytes
  })
}

/** Pictures kept in the file, scaled down; null if the file no longer has them. */
export type KeptPictures = PictureCache<ImageHash>

/** In pixels: twice the visible height, for dense screens. */
const height = 192

export function createKeptPictures(plugin: PluginClient): KeptPictures {
  return createPictureCache(async (hash) => {
    const { bytes } = await plugin.call('readReference', { hash })
    return bytes
  }, height)
}
