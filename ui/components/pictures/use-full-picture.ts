import { useEffect, useState } from 'preact/hooks'
import { scaledSize } from '../../../contract/geometry/scaled-size.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import type { ImageHash } from '../../../contract/model/ids.ts'

/** A picture that the file keeps, with its real size. */
export interface Kept extends Size {
  readonly hash: ImageHash
}

/** A picture at the size that is shown; `gone` if the file no longer has it, or it can't be read. */
export type KeptPicture =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly bitmap: ImageBitmap }
  | { readonly state: 'gone' }

/** The bytes of a picture; null where there is none. */
type ReadPicture = (hash: ImageHash) => Promise<Uint8Array | null>

/**
 * One large picture, only for as long as it is shown: large pictures take too much memory for a cache.
 *
 * @param read gives the bytes of a picture of the file; null where the file no longer has it
 * @param kept null where there is none
 * @param covers the area to cover, in pixels; the picture is made no larger than that needs
 * @param of changes whenever the picture must be read again, though it has the same hash
 */
export function useKeptPicture(
  read: ReadPicture,
  kept: Kept | null,
  covers: Size,
  of?: unknown,
): KeptPicture {
  const [shown, setShown] = useState<{ hash: ImageHash; picture: KeptPicture } | null>(null)
  const hash = kept?.hash ?? null

  useEffect(() => {
    if (kept === null) return undefined
    let bitmap: ImageBitmap | null = null
    let isLeft = false
    void bitmapOf(read, kept, covers)
      .catch((error: unknown) => {
        console.warn('A picture could not be read.', error)
        return null
      })
      .then((made) => {
        if (isLeft) {
          made?.close()
          return
        }
        bitmap = made
        setShown({
          hash: kept.hash,
          picture: made === null ? missing : { state: 'read', bitmap: made },
        })
      })
    return () => {
      isLeft = true
      bitmap?.close()
    }
  }, [hash, covers.width, covers.height, of])

  if (hash === null) return missing
  return shown?.hash === hash ? shown.picture : reading
}

const missing: KeptPicture = { state: 'gone' }
const reading: KeptPicture = { state: 'reading' }

async function bitmapOf(read: ReadPicture, kept: Kept, covers: Size): Promise<ImageBitmap | null> {
  const bytes = await read(kept.hash)
  if (bytes === null) return null
  const scale = Math.max(covers.width / kept.width, covers.height / kept.height)
  const blob = new Blob([new Uint8Array(bytes)])
  if (scale >= 1) return createImageBitmap(blob)
  const { width: resizeWidth, height: resizeHeight } = scaledSize(kept, scale)
  return createImageBitmap(blob, { resizeWidth, resizeHeight, resizeQuality: 'high' })
}
