/** Small pictures for the window, by the thing they show. */
export interface PictureCache<Key> {
  /** Null if there is none. Each is asked for once, one after the other, so that Figma stays responsive. */
  get(key: Key): Promise<ImageBitmap | null>
  /** Drops every other picture: it may look different the next time. */
  keep(keys: readonly Key[]): void
}

/**
 * @param ask returns the bytes of a picture; null if it has none
 * @param height in pixels, and the width follows; by default the picture's own
 */
export function createPictureCache<Key>(
  ask: (key: Key) => Promise<Uint8Array | null>,
  height?: number,
): PictureCache<Key> {
  const cache = new Map<Key, Promise<ImageBitmap | null>>()
  let last: Promise<unknown> = Promise.resolve()

  async function draw(key: Key): Promise<ImageBitmap | null> {
    // Dropped while others were drawn: nobody looks at it.
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
      // The thing has a name too: a missing picture is no reason to bother the designer.
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
