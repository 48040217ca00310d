import type { Caller } from '../../plugin/protocol/channel.ts'
import type { ImageHash } from '../../plugin/protocol/ids.ts'

/** In pixels: twice what is seen, for dense screens. */
const height = 192

/** Pictures that the file keeps, made small for the window. */
export interface RecipePictures {
  /** Null where the file has it no more, or it can't be read. Asked for once, one after the other. */
  get(hash: ImageHash): Promise<ImageBitmap | null>
  /** Forgets every picture but these. */
  keep(hashes: readonly ImageHash[]): void
}

export function createRecipePictures(caller: Caller): RecipePictures {
  const cache = new Map<ImageHash, Promise<ImageBitmap | null>>()
  let last: Promise<unknown> = Promise.resolve()

  async function read(hash: ImageHash): Promise<ImageBitmap | null> {
    // Deselected while others were read: nobody looks at it.
    if (!cache.has(hash)) return null
    const { bytes } = await caller.call('readReference', { hash })
    if (bytes === null) return null
    return createImageBitmap(new Blob([new Uint8Array(bytes)]), {
      resizeHeight: height,
      resizeQuality: 'medium',
    })
  }

  return {
    get(hash) {
      const known = cache.get(hash)
      if (known !== undefined) return known
      const asked = last
        .then(() => read(hash))
        .catch((error: unknown) => {
          console.warn('A recipe is shown without one of its pictures.', error)
          return null
        })
      cache.set(hash, asked)
      last = asked
      return asked
    },
    keep(hashes) {
      const kept = new Set(hashes)
      for (const [hash, asked] of cache) {
        if (kept.has(hash)) continue
        cache.delete(hash)
        void asked.then((bitmap) => {
          bitmap?.close()
        })
      }
    },
  }
}
