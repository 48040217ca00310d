import type * as z from 'zod/mini'
import { PluginError } from '../../contract/protocol/plugin-error.ts'

/** Figma's storage for this user, on this machine: 5 MB in all. */
export type ClientStorage = Pick<
  ClientStorageAPI,
  'getAsync' | 'setAsync' | 'deleteAsync' | 'keysAsync'
>

/**
 * Figma's limit for one plugin: the size of each key, and of its value as JSON. The docs say 5 MB; this is
 * the smaller reading (https://developers.figma.com/docs/plugins/api/figma-clientStorage).
 */
const quota = 5_000_000

/**
 * Waits for client storage. The failure's own message is dropped: it could repeat the value, which can hold
 * the key.
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
 * The keys that begin with a prefix, sorted.
 *
 * @throws {PluginError} `storage-failed`
 */
export async function keysOf(storage: ClientStorage, prefix: string): Promise<string[]> {
  const keys = await stored(storage.keysAsync())
  return keys.filter((key) => key.startsWith(prefix)).sort()
}

/**
 * Stores a value. Figma documents no message for a full storage, so the sizes are added up to find the
 * cause.
 *
 * @throws {PluginError} `storage-full`, `storage-failed`
 */
export async function keep(storage: ClientStorage, key: string, value: unknown): Promise<void> {
  try {
    await storage.setAsync(key, value)
  } catch {
    const others = (await keysOf(storage, '')).filter((other) => other !== key)
    const sizes = others.map(async (other) => sizeOf(other, await stored(storage.getAsync(other))))
    const size = (await Promise.all(sizes)).reduce((sum, each) => sum + each, sizeOf(key, value))
    throw new PluginError(size > quota ? 'storage-full' : 'storage-failed')
  }
}

/** The entries of a stored list; what is no list counts as one entry, so that it is not lost. */
export function listed(value: unknown = []): unknown[] {
  return Array.isArray(value) ? value : [value]
}

/**
 * What can be read of a stored object, field by field: an unreadable one stays as it is in `usual`, and does
 * not affect the others.
 */
export function readFields<Fields extends object>(
  schema: z.ZodMiniType<Fields>,
  usual: Fields,
  value: unknown,
): Fields {
  return Object.entries(value ?? {}).reduce(
    (read, [name, field]: [string, unknown]) =>
      schema.safeParse({ ...read, [name]: field }).data ?? read,
    usual,
  )
}

/**
 * The time for a new key `<prefix>/<time>/…`: after those of all others, even if the clock was set back.
 *
 * @param keys with the same prefix, sorted
 */
export function timeAfter(keys: readonly string[], now: number): string {
  const last = Number(keys[keys.length - 1]?.split('/')[1])
  return String(last >= now ? last + 1 : now)
}

function sizeOf(key: string, value: unknown): number {
  return JSON.stringify([key, value]).length
}
