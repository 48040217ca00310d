import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import { HiApiError } from '../../../contract/hiapi/errors.ts'
import type { ImageHash } from '../../../contract/model/ids.ts'
import { memberOf } from '../relay/relay-link.ts'
import type { RelayClient } from '../relay/relay-client.ts'

interface SentPicture {
  readonly bytes: Uint8Array
  readonly type: string
}

/** Pictures that a relay has: each is uploaded once, and each order then contains only its short address. */
export interface Uploads {
  /**
   * The address of a picture at this relay, to be used in orders.
   *
   * @param read called if the relay does not have the picture yet
   * @throws {HiApiError} in that case nothing was ordered
   */
  address(relay: RelayInfo, hash: ImageHash, read: () => Promise<SentPicture>): Promise<string>
  /** Call it if the relay no longer has these pictures: they are uploaded again when needed. */
  forget(hashes: readonly ImageHash[]): void
}

export function createUploads({ upload }: Pick<RelayClient, 'upload'>): Uploads {
  const byHash = new Map<ImageHash, { readonly owner: string; readonly address: Promise<string> }>()

  async function send(read: () => Promise<SentPicture>): Promise<string> {
    const { bytes, type } = await read()
    try {
      // Several jobs may wait for this upload, so no job's signal aborts it.
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
        // All waiting jobs get the error; the next call tries again.
        if (byHash.get(hash) === made) byHash.delete(hash)
      })
      return made.address
    },
    forget(hashes) {
      for (const hash of hashes) byHash.delete(hash)
    },
  }
}
