import { useEffect, useState } from 'preact/hooks'
import type { PictureCache } from '../../lib/picture-cache.ts'

/** The bitmap of a picture, for a component that draws it itself; null until it is loaded. */
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
