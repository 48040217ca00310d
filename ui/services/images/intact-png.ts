import { crc32 } from '../../lib/crc32.ts'
import { says } from '../../../contract/images/image-header.ts'

/**
 * Whether all checksums of a PNG are right. That is far faster than decoding it. False for a PNG that
 * declares an orientation, and for one without pixels.
 *
 * @param bytes a PNG, from its signature to its last chunk
 */
export function isIntactPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let hasPixels = false
  // Each chunk consists of its length, its name, its data and a checksum of name and data.
  for (let at = 8; at < view.byteLength;) {
    const end = at + 8 + view.getUint32(at)
    if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return false
    if (says(view, at + 4, 'eXIf')) return false
    hasPixels ||= says(view, at + 4, 'IDAT')
    at = end + 4
  }
  return hasPixels
}
