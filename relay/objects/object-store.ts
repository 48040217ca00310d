import { randomBytes } from 'node:crypto'

/** Stores the bytes of references and finished pictures. Only the relay makes keys. */
export interface ObjectStore {
  /** Writes an object, whole or not at all. The same key always has the same bytes. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>
  /** The bytes, null if there are none. */
  get(key: string): Promise<ReadableStream<Uint8Array> | null>
  has(key: string): Promise<boolean>
  /** Removes an object; succeeds if there is none. */
  delete(key: string): Promise<void>
  /** An address at which anyone can fetch the object for so many seconds; null if the store has none. */
  address(key: string, seconds: number): Promise<string | null>
  /** Throws `ObjectError` unless objects can be written and read. */
  check(): Promise<void>
}

/** The store could not do what it was asked for. */
export class ObjectError extends Error {
  override readonly name = 'ObjectError'
}

export const referenceKey = (sha256: string) => `ref/${sha256}`
export const outputKey = (task: string) => `out/${task}/0`
/** The key of an object that proves that relays of one database also share their objects. */
export const identityKey = 'relay-id'

/** Writes an object and removes it again: the check of every store. */
export async function checkStore(store: ObjectStore): Promise<void> {
  const key = `check/${randomBytes(8).toString('hex')}`
  await store.put(key, new Uint8Array([1]), 'application/octet-stream')
  await store.delete(key)
}

/** All bytes of a stream. */
export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
