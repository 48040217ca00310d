/** Small pictures for the window, by what they are pictures of. */
export interface PictureCache<Key> {
  /** Null where there is none. Asked for once, one after the other, so that Figma stays fluent. */
  get(key: Key): Promise<ImageBitmap | null>
  /** Forgets every picture but these: the next time one is wanted it may look different. */
  keep(keys: readonly Key[]): void
}

/**
 * @param ask gives the bytes of a picture; null where it has none
 * @param height in pixels, which the width follows; as it is where it is left out
 */
export function createPictureCache<Key>(
  ask: (key: Key) => Promise<Uint8Array | null>,
  height?: number,
): PictureCache<Key> {
  const cache = new Map<Key, Promise<ImageBitmap | null>>()
  let last: Promise<unknown> = Promise.resolve()

  async function draw(key: Key): Promise<ImageBitmap | null> {
    // Forgotten while others were drawn: nobody looks at it.
    if (!cache.has(key)) return null
    const bytes = await ask(key)
    if (bytes === null) return null
    const blob = new Blob([new Uint8Array(bytes)])
    return height === undefined
      ? createImageBitmap(blob)
      : createImageBitmap(blob, { resizeHeight: height, resizeQuality: 'medium' })
  }

  return {
    get(key) {
      const known = cache.get(key)
      if (known !== undefined) return known
      // What it is of has a name as well: a picture is no reason to bother anyone.
      const asked = last
        .then(() => draw(key))
        .catch((error: unknown) => {
          console.warn('Something is shown without its picture.', error)
          return null
        })
      cache.set(key, asked)
      last = asked
      return asked
    },
    keep(keys) {
      const kept = new Set(keys)
      for (const [key, asked] of cache) {
        if (kept.has(key)) continue
        cache.delete(key)
        void asked.then((bitmap) => {
          bitmap?.close()
        })
      }
    },
  }
}
