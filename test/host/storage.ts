import { base64Decode, base64Encode } from './document/base64.ts'
import { cloneMessage } from './sandbox/clone.ts'

/** All entries together (docs/api/figma-clientStorage; figma.md §7: 5 MB a plugin). */
export const storageQuota = 5 * 1024 * 1024

/** Kept as text, so that what comes out is always a copy; bytes are marked by a key of their own. */
const write = (value: unknown): string => {
  const text: unknown = JSON.stringify(
    value,
    function (this: Record<string, unknown>, key, part: unknown) {
      const raw = this[key]
      if (raw instanceof Uint8Array) return { $bytes: base64Encode(raw) }
      return raw instanceof Date ? { $date: raw.getTime() } : part
    },
  )
  // `undefined` has no JSON, whatever the types of the platform say.
  return typeof text === 'string' ? text : ''
}

const read = (text: string): unknown =>
  text === ''
    ? undefined
    : JSON.parse(text, (_, part: unknown) => {
        if (typeof part !== 'object' || part === null) return part
        if ('$bytes' in part) return base64Decode(String(part.$bytes))
        return '$date' in part ? new Date(Number(part.$date)) : part
      })

/** Client storage: this machine's, this designer's, this plugin's. It outlives runs and files. */
export class ClientStorage {
  readonly #entries = new Map<string, string>()

  get(key: string): unknown {
    return read(this.#entries.get(key) ?? '')
  }

  set(key: string, value: unknown): void {
    const text = write(cloneMessage(value))
    const others = this.used - (this.#entries.get(key)?.length ?? -key.length) - key.length
    if (others + key.length + text.length > storageQuota) {
      throw new Error('in setAsync: the storage quota of 5 MB is exceeded')
    }
    this.#entries.set(key, text)
  }

  delete(key: string): void {
    this.#entries.delete(key)
  }

  keys(): string[] {
    return [...this.#entries.keys()]
  }

  get used(): number {
    return [...this.#entries].reduce((sum, [key, text]) => sum + key.length + text.length, 0)
  }

  /** What a cleared browser cache does (figma.md §7). */
  clear(): void {
    this.#entries.clear()
  }

  toJSON(): Record<string, string> {
    return Object.fromEntries(this.#entries)
  }

  static fromJSON(json: Record<string, string>): ClientStorage {
    const storage = new ClientStorage()
    for (const [key, text] of Object.entries(json)) storage.#entries.set(key, text)
    return storage
  }
}
