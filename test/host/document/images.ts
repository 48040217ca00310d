import { imageHeader } from './image-header.ts'
import { sha1 } from './sha1.ts'
import { FigmaError } from './types.ts'

/** Pixels a side at the most (plugin-api.d.ts 1740: "maximum size of 4096 pixels (4K)"). */
export const maxImageSide = 4096

/** The pictures of a file, by the hash of their bytes: same bytes, same hash. */
export class Images {
  readonly #bytes = new Map<string, Uint8Array>()

  /** Synchronous, and throws (plugin-api.d.ts 1738–1742: PNG, JPEG or GIF, else an error). */
  add(bytes: Uint8Array): string {
    const header = imageHeader(bytes)
    if (header === null) throw new FigmaError('in createImage: Image type is unsupported')
    if (header.width > maxImageSide || header.height > maxImageSide) {
      throw new FigmaError('in createImage: Image is too large')
    }
    const hash = sha1(bytes)
    if (!this.#bytes.has(hash)) this.#bytes.set(hash, bytes.slice())
    return hash
  }

  has(hash: string): boolean {
    return this.#bytes.has(hash)
  }

  bytes(hash: string): Uint8Array | null {
    return this.#bytes.get(hash) ?? null
  }

  /** A file may lose pictures that nothing in it shows. */
  forget(hash: string): void {
    this.#bytes.delete(hash)
  }

  hashes(): string[] {
    return [...this.#bytes.keys()]
  }

  size(hash: string): { width: number; height: number } | null {
    const bytes = this.#bytes.get(hash)
    const header = bytes === undefined ? null : imageHeader(bytes)
    return header === null ? null : { width: header.width, height: header.height }
  }
}
