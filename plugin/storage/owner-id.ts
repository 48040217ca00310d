import { OwnerId } from '../../contract/model/ids.ts'
import { type ClientStorage, keep, stored } from './client-storage.ts'

const key = 'owner'

/** This designer's mark; null while there is none. @throws {PluginError} `storage-failed` */
export async function readOwner(storage: ClientStorage): Promise<OwnerId | null> {
  return OwnerId.safeParse(await stored(storage.getAsync(key))).data ?? null
}

/** This designer's mark; stores `fresh` where there was none. */
export async function ownerOf(storage: ClientStorage, fresh: OwnerId): Promise<OwnerId> {
  const known = await readOwner(storage)
  if (known === null) await keep(storage, key, fresh)
  return known ?? fresh
}
