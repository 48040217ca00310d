import { useEffect, useState } from 'preact/hooks'
import type { PluginClient } from '../../../contract/protocol/client.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import type { ImageHash } from '../../../contract/model/ids.ts'

/** A picture that the file keeps, with its real size. */
export interface Kept extends Size {
  readonly hash: ImageHash
}

/** A picture as large as it is looked at; `gone` where the file has it no more, or it can't be read. */
export type KeptPicture =
  | { readonly state: 'reading' }
  | { readonly state: 'read'; readonly bitmap: ImageBitmap }
  | { readonly state: 'gone' }

/**
 * One large picture for as long as it is seen, and no longer: they weigh too much to be collected.
 *
 * @param kept null where there is none
 * @param covers what it is to cover, in pixels: it is made no larger than that takes
 */
export function useKeptPicture(caller: PluginClient, kept: Kept | null, covers: Size): KeptPicture {
  const [read, setRead] = useState<{ hash: ImageHash; picture: KeptPicture } | null>(null)
  const hash = kept?.hash ?? null

  useEffect(() => {
    if (kept === null) return undefined
    let bitmap: ImageBitmap | null = null
    let isLeft = false
    void bitmapOf(caller, kept, covers)
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
        setRead({
          hash: kept.hash,
          picture: made === null ? missing : { state: 'read', bitmap: made },
        })
      })
    return () => {
      isLeft = true
      bitmap?.close()
    }
  }, [caller, hash, covers.width, covers.height])

  if (hash === null) return missing
  return read?.hash === hash ? read.picture : reading
}

const missing: KeptPicture = { state: 'gone' }
const reading: KeptPicture = { state: 'reading' }

async function bitmapOf(
  caller: PluginClient,
  kept: Kept,
  covers: Size,
): Promise<ImageBitmap | null> {
  const { bytes } = await caller.call('readReference', { hash: kept.hash })
  if (bytes === null) return null
  const scale = Math.max(covers.width / kept.width, covers.height / kept.height)
  const blob = new Blob([new Uint8Array(bytes)])
  return scale >= 1
    ? createImageBitmap(blob)
    : createImageBitmap(blob, {
        resizeWidth: Math.max(1, Math.round(kept.width * scale)),
        resizeHeight: Math.max(1, Math.round(kept.height * scale)),
        resizeQuality: 'high',
      })
}
