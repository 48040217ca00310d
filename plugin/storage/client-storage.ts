import { PluginError } from '../protocol/errors.ts'

/** The piece of Figma that keeps values for this user, on this machine: 5 MB in all. */
export type ClientStorage = Pick<
  ClientStorageAPI,
  'getAsync' | 'setAsync' | 'deleteAsync' | 'keysAsync'
>

/**
 * What Figma keeps of one plugin, in bytes: each key, and its value as JSON. The docs say 5 MB; this is the
 * smaller reading of it (https://developers.figma.com/docs/plugins/api/figma-clientStorage).
 */
const quota = 5_000_000

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

/**
 * Keeps a value. Figma documents no words for a refusal, so what is there is added up to tell why.
 *
 * @throws {PluginError} `storage-full`, `storage-failed`
 */
export async function keep(storage: ClientStorage, key: string, value: unknown): Promise<void> {
  try {
    await storage.setAsync(key, value)
  } catch {
    let size = sizeOf(key, value)
    for (const other of await stored(storage.keysAsync())) {
      if (other !== key) size += sizeOf(other, await stored(storage.getAsync(other)))
    }
    throw new PluginError(size > quota ? 'storage-full' : 'storage-failed')
  }
}

/** In bytes of UTF-8. */
function sizeOf(key: string, value: unknown): number {
  const text = key + String(JSON.stringify(value))
  let size = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Half of a surrogate pair is two of its four bytes.
    if (code > 0x7f) size += code > 0x7ff && (code & 0xf800) !== 0xd800 ? 2 : 1
  }
  return size
}
