import { inOne } from '../../../contract/images/concat-bytes.ts'
import { crc32 } from '../../lib/crc32.ts'
import { says } from '../../../contract/images/image-header.ts'

/**
 * A chunk of our own for a WebP. The case of its letters says that readers may skip it, and that editors of
 * the picture must drop it (https://www.w3.org/TR/png-3/#5Chunk-naming-conventions).
 */
const name = 'rsTW'
/** The bytes of a chunk besides its data: length, name and checksum. */
const frame = 12

/**
 * A PNG with a WebP of the same picture inside, to be kept in the file. Figma takes no WebP, and another
 * encoder on another day would not write the same bytes that were sent.
 *
 * @param png from its signature to its last chunk
 */
export function withWebp(png: Uint8Array, webp: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(frame + webp.length)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, webp.length)
  for (let at = 0; at < name.length; at++) view.setUint8(4 + at, name.charCodeAt(at))
  chunk.set(webp, 8)
  view.setUint32(8 + webp.length, crc32(chunk.subarray(4, 8 + webp.length)))
  // The last chunk has no data.
  const end = png.length - frame
  return inOne([png.subarray(0, end), chunk, png.subarray(end)])
}

/** The WebP that `withWebp` put into a PNG; null if there is none, or it is damaged. */
export function webpIn(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!says(view, 1, 'PNG')) return null
  for (let at = 8; at + frame <= view.byteLength;) {
    const end = at + 8 + view.getUint32(at)
    if (end + 4 > view.byteLength) return null
    if (says(view, at + 4, name)) {
      const isIntact = crc32(bytes.subarray(at + 4, end)) === view.getUint32(end)
      return isIntact ? bytes.subarray(at + 8, end) : null
    }
    at = end + 4
  }
  return null
}
