import { scaledSize } from '../../../contract/geometry/scaled-size.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import { usualEdge } from '../../../contract/geometry/reference-size.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import { webpIn, withWebp } from './carried-webp.ts'
import { BrokenPictureError } from './placeable-image.ts'
import type { Bitmap, Pixels } from './image-codec.ts'
import { sniff } from '../../../contract/images/image-type.ts'

/** What fits into a request of 10 MB as base64, with 0.1 MB to spare for the rest. */
export const mostReferenceBytes = 7_400_000
/** Limits of each further reference: 15 of them leave the source's own reference 1.7 MB. */
export const furtherEdge = 1024
export const mostFurtherBytes = 380_000
const jpegQuality = 0.92
const webpQuality = 0.9
/** A PNG of at most this many bytes is sent as it is. */
const lightPng = 250_000
/** The PNG of a photograph has at least this many times the bytes of a WebP; flat art or text has fewer. */
const photographic = 3

export interface PreparedReference extends Size {
  readonly type: Reference['type']
  /** What the file keeps. */
  readonly bytes: Uint8Array
}

/** What is sent for a reference that the file keeps. */
export function sentOf(
  kept: Uint8Array,
  type: Reference['type'],
): { readonly bytes: Uint8Array; readonly type: Reference['type'] | 'image/webp' } {
  const webp = webpIn(kept)
  return webp === null ? { bytes: kept, type } : { bytes: webp, type: 'image/webp' }
}

/**
 * Makes a reference from an exported PNG: the smaller of that PNG and a JPEG of high quality. JPEG would
 * paint transparency black, so a transparent picture stays PNG. If it is a photograph, a WebP inside the
 * PNG is sent instead.
 *
 * @param mostBytes its limit; a larger result is scaled down
 */
export async function prepareReference(
  png: Uint8Array,
  pixels: Pixels,
  mostBytes: number,
): Promise<PreparedReference> {
  const bitmap = await pixels.decode(png, 'image/png')
  try {
    const { width, height } = bitmap
    if (bitmap.isTransparent()) {
      const webp = png.byteLength <= lightPng ? null : await bitmap.webp(webpQuality)
      const shown =
        png.byteLength <= mostBytes
          ? { type: 'image/png' as const, bytes: png, width, height }
          : await shrink(bitmap, 'image/png', mostBytes)
      if (webp === null || webp.byteLength > mostBytes) return shown
      if (webp.byteLength * photographic > png.byteLength) return shown
      return { type: 'image/png', bytes: withWebp(shown.bytes, webp), width, height }
    }
    const jpeg = await bitmap.encode('image/jpeg', { width, height }, jpegQuality)
    const isLighter = png.byteLength <= jpeg.byteLength
    if (isLighter && png.byteLength <= mostBytes) {
      return { type: 'image/png', bytes: png, width, height }
    }
    return jpeg.byteLength <= mostBytes
      ? { type: 'image/jpeg', bytes: jpeg, width, height }
      : await shrink(bitmap, 'image/jpeg', mostBytes)
  } finally {
    bitmap.close()
  }
}

/**
 * Makes a reference from a task's picture, as Figma keeps it: PNG, JPEG or GIF. At most `usualEdge` pixels
 * on its long edge.
 *
 * @throws {BrokenPictureError}
 */
export async function referenceOfPicture(
  picture: Uint8Array,
  pixels: Pixels,
  mostBytes: number,
): Promise<PreparedReference> {
  const found = sniff(picture)
  if (found === null) throw new BrokenPictureError('no picture')
  const bitmap = await pixels.decode(picture, found.type)
  try {
    const scale = Math.min(1, usualEdge / Math.max(bitmap.width, bitmap.height))
    const png = await bitmap.encode('image/png', scaledSize(bitmap, scale))
    return await prepareReference(png, pixels, mostBytes)
  } finally {
    bitmap.close()
  }
}

async function shrink(
  bitmap: Bitmap,
  type: Reference['type'],
  mostBytes: number,
): Promise<PreparedReference> {
  for (let scale = 0.75; ; scale *= 0.75) {
    const size = scaledSize(bitmap, scale)
    const bytes = await bitmap.encode(type, size, jpegQuality)
    // A picture of one pixel can't be made smaller.
    if (bytes.byteLength <= mostBytes || size.width * size.height === 1) {
      return { type, bytes, ...size }
    }
  }
}
