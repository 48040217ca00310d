import type { Size } from '../../plugin/protocol/geometry.ts'
import type { Bitmap, Pixels } from './pixels.ts'
import { type PictureType, type Sniffed, sniff } from './sniff.ts'

/** Figma's limit for each side of an image (`createImage` in the plugin typings). */
const longestEdge = 4096

/** The formats that Figma's `createImage` takes. */
const placeable: readonly PictureType[] = ['image/png', 'image/jpeg', 'image/gif']

/** Bytes that are no picture, or not a whole one. */
export class BrokenPictureError extends Error {
  override readonly name = 'BrokenPictureError'
}

export interface PlaceablePicture {
  readonly bytes: Uint8Array
  /** The picture's own pixels as it came, before any scaling down. */
  readonly size: Size
}

/**
 * Makes a downloaded picture into one that Figma takes: as it is where that is possible, else
 * decoded and written as PNG, at most 4096 pixels on the long edge.
 *
 * @throws {BrokenPictureError}
 */
export async function makePlaceable(bytes: Uint8Array, pixels: Pixels): Promise<PlaceablePicture> {
  const found = sniff(bytes)
  if (found === null) throw new BrokenPictureError('no picture')
  if (!found.complete) throw new BrokenPictureError('cut off')
  if (found.size !== null && fits(found, found.size)) return { bytes, size: found.size }

  const bitmap = await decode(bytes, found.type, pixels)
  try {
    const { width, height } = bitmap
    const scale = Math.min(1, longestEdge / Math.max(width, height))
    const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
    return { bytes: await bitmap.encode('image/png', size), size: { width, height } }
  } finally {
    bitmap.close()
  }
}

function fits(found: Sniffed, size: Size): boolean {
  return placeable.includes(found.type) && Math.max(size.width, size.height) <= longestEdge
}

async function decode(bytes: Uint8Array, type: PictureType, pixels: Pixels): Promise<Bitmap> {
  try {
    return await pixels.decode(bytes, type)
  } catch (cause) {
    throw new BrokenPictureError('not readable', { cause })
  }
}
