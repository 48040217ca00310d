import type { Size } from '../../plugin/protocol/geometry.ts'
import type { Reference } from '../../plugin/protocol/recipe.ts'
import type { Bitmap, Pixels } from './pixels.ts'

/** The long edge of a reference: what the model looks at; more only makes the request larger. */
export const referenceEdge = 2048
/** What fits into a request of 10 MB as base64, with 0.1 MB to spare for the rest. */
const mostBytes = 7_400_000
const jpegQuality = 0.92

export interface PreparedReference extends Size {
  readonly type: Reference['type']
  readonly bytes: Uint8Array
}

/**
 * Makes the reference from a source's exported PNG: the smaller of that PNG and a JPEG of high
 * quality; always PNG where there is transparency, which JPEG would paint black.
 */
export async function prepareReference(
  png: Uint8Array,
  pixels: Pixels,
): Promise<PreparedReference> {
  const bitmap = await pixels.decode(png, 'image/png')
  try {
    const { width, height } = bitmap
    if (bitmap.isTransparent()) {
      return png.byteLength <= mostBytes
        ? { type: 'image/png', bytes: png, width, height }
        : await shrink(bitmap, 'image/png')
    }
    const jpeg = await bitmap.encode('image/jpeg', { width, height }, jpegQuality)
    if (png.byteLength <= jpeg.byteLength) return { type: 'image/png', bytes: png, width, height }
    return jpeg.byteLength <= mostBytes
      ? { type: 'image/jpeg', bytes: jpeg, width, height }
      : await shrink(bitmap, 'image/jpeg')
  } finally {
    bitmap.close()
  }
}

async function shrink(bitmap: Bitmap, type: Reference['type']): Promise<PreparedReference> {
  for (let scale = 0.75; ; scale *= 0.75) {
    const size = {
      width: Math.max(1, Math.round(bitmap.width * scale)),
      height: Math.max(1, Math.round(bitmap.height * scale)),
    }
    const bytes = await bitmap.encode(type, size, jpegQuality)
    if (bytes.byteLength <= mostBytes) return { type, bytes, ...size }
  }
}
