import { useEffect, useState } from 'preact/hooks'
import type { PictureCache } from '../../lib/picture-cache.ts'

/** A picture itself, for what draws it in a way of its own; null until it is there. */
export function usePicture<Key extends string>(
  key: Key | null,
  from: PictureCache<Key>,
): ImageBitmap | null {
  const [found, setFound] = useState<{ key: Key; bitmap: ImageBitmap | null } | null>(null)
  useEffect(() => {
    if (key === null) return undefined
    let isGone = false
    void from.get(key).then((bitmap) => {
      if (!isGone) setFound({ key, bitmap })
    })
    return () => {
      isGone = true
    }
  }, [key, from])
  return found?.key === key ? found.bitmap : null
}
