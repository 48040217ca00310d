import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { ImageHash } from '../../../contract/model/ids.ts'
import { type PictureCache, createPictureCache } from './picture-cache.ts'

/** In pixels: twice what is seen, for dense screens. */
const height = 192

/** Pictures that the file keeps, made small; none where the file has it no more. */
export type KeptPictures = PictureCache<ImageHash>

export function createKeptPictures(caller: PluginClient): KeptPictures {
  return createPictureCache(async (hash) => {
    const { bytes } = await caller.call('readReference', { hash })
    return bytes
  }, height)
}
