import type { Size } from '../../../contract/model/geometry.ts'

/** The formats that a picture can arrive in; what Figma takes of them is decided elsewhere. */
export type PictureType =
  'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif' | 'image/bmp'

/** What a file says of its picture, before anything is decoded. */
export interface Sniffed {
  readonly type: PictureType
  /**
   * What a decoder makes room for: the largest size that any part of the file declares. Null where no
   * size is found; what is to be decoded then is not known.
   */
  readonly size: Size | null
  /** Where the picture ends, other bytes may follow; null where its end is missing or oddly built. */
  readonly end: number | null
  /** Whether a decoder holds the picture several times over while it decodes. */
  readonly isHeavy: boolean
}

/** Reads one format; null for a file of another. Never throws, whatever the bytes are. */
export type Read = (view: DataView) => Sniffed | null

/** Whether a word of ASCII stands at a place; false beyond the end. */
export function says(view: DataView, at: number, word: string): boolean {
  if (at < 0 || at + word.length > view.byteLength) return false
  for (let index = 0; index < word.length; index++) {
    if (view.getUint8(at + index) !== word.charCodeAt(index)) return false
  }
  return true
}

/** Where nothing has declared a size yet. */
export const noSize: Size = { width: 0, height: 0 }

/** The smallest size that both fit into. */
export function union(a: Size, b: Size): Size {
  return { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) }
}

export function isSame(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height
}
