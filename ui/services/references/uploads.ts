import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import { HiApiError } from '../../../contract/hiapi/errors.ts'
import type { ImageHash } from '../../../contract/model/ids.ts'
import { memberOf } from '../relay/relay-link.ts'
import type { RelayClient } from '../relay/relay-client.ts'

interface SentPicture {
  readonly bytes: Uint8Array
  readonly type: string
}

/** Pictures that a relay has: each is sent to it once, and then stands as a short text in each order. */
export interface Uploads {
  /**
   * What stands for a picture at this relay.
   *
   * @param read called if it is not there yet
   * @throws {HiApiError} nothing was ordered by then
   */
  address(relay: RelayInfo, hash: ImageHash, read: () => Promise<SentPicture>): Promise<string>
  /** The relay no longer has these: they are sent again when they are needed. */
  forget(hashes: readonly ImageHash[]): void
}

export function createUploads({ upload }: Pick<RelayClient, 'upload'>): Uploads {
  const byHash = new Map<ImageHash, { readonly owner: string; readonly address: Promise<string> }>()

  async function send(read: () => Promise<SentPicture>): Promise<string> {
    const { bytes, type } = await read()
    try {
      // Several jobs wait for it, so no single one ends it.
      return await upload(bytes, type, new AbortController().signal)
    } catch (error) {
      throw error instanceof HiApiError ? error.with({ mayExist: false }) : error
    }
  }

  return {
    address(relay, hash, read) {
      const owner = memberOf(relay)
      const known = byHash.get(hash)
      if (known?.owner === owner) return known.address
      const made = { owner, address: send(read) }
      byHash.set(hash, made)
      made.address.catch(() => {
        // Those who wait for it get the error; the next one tries again.
        if (byHash.get(hash) === made) byHash.delete(hash)
      })
      return made.address
    },
    forget(hashes) {
      for (const hash of hashes) byHash.delete(hash)
    },
  }
}
