import { useEffect, useState } from 'preact/hooks'
import type { NodeId } from '../../plugin/protocol/ids.ts'
import type { Thumbnails } from './thumbnails.ts'

/** The picture of a source, when it is there; null until then, and where there is none. */
export function useThumbnail(source: NodeId | null, thumbnails: Thumbnails): ImageBitmap | null {
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null)
  useEffect(() => {
    let isGone = false
    setBitmap(null)
    if (source !== null) {
      void thumbnails.get(source).then((found) => {
        if (!isGone) setBitmap(found)
      })
    }
    return () => {
      isGone = true
    }
  }, [source, thumbnails])
  return bitmap
}
