import { PluginError } from '../protocol/errors.ts'

/** The piece of Figma that keeps values for this user, on this machine: 5 MB in all. */
export type ClientStorage = Pick<
  ClientStorageAPI,
  'getAsync' | 'setAsync' | 'deleteAsync' | 'keysAsync'
>

/**
 * Waits for client storage. The reason of a failure is left out: it could repeat the value, and that
 * can hold the key.
 *
 * @throws {PluginError} `storage-failed`
 */
export async function stored<Value>(access: Promise<Value>): Promise<Value> {
  try {
    return await access
  } catch {
    throw new PluginError('storage-failed')
  }
}
