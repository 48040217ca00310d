import type { Size } from '../model/geometry.ts'

/** The formats in which a picture can arrive; what Figma takes of them is decided elsewhere. */
export type PictureType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/gif'
  | 'image/webp'
  | 'image/avif'
  | 'image/bmp'

/** What a file declares about its picture, before it is decoded. */
export interface Sniffed {
  readonly type: PictureType
  /**
   * The size that a decoder allocates memory for: the largest that any part of the file declares. Null if
   * none is found, so that the cost of decoding is unknown.
   */
  readonly size: Size | null
  /** Where the picture ends, though bytes may follow; null if its end is missing or irregular. */
  readonly end: number | null
  /** Whether a decoder holds the picture several times over while it decodes. */
  readonly isHeavy: boolean
}

/** Reads one format; null for a file of another. Never throws, whatever the bytes are. */
export type Read = (view: DataView) => Sniffed | null

/** Whether an ASCII word is at this position; false beyond the end. */
export function says(view: DataView, at: number, word: string): boolean {
  if (at < 0 || at + word.length > view.byteLength) return false
  for (let index = 0; index < word.length; index++) {
    if (view.getUint8(at + index) !== word.charCodeAt(index)) return false
  }
  return true
}

/** Used while no size has been declared. */
export const noSize: Size = { width: 0, height: 0 }

/** The smallest size that contains both. */
export function union(a: Size, b: Size): Size {
  return { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) }
}

export function isSame(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height
}
