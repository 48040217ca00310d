import { mostEdge } from '../../../contract/geometry/reference-size.ts'
import { scaledSize } from '../../../contract/geometry/scaled-size.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import type { PictureType, Sniffed } from '../../../contract/images/image-header.ts'
import type { Bitmap, Pixels } from './image-codec.ts'
import { sniff } from '../../../contract/images/image-type.ts'
import { isIntactPng } from './intact-png.ts'

/** The formats that Figma's `createImage` takes. */
const placeable: readonly PictureType[] = ['image/png', 'image/jpeg', 'image/gif']

/**
 * The most pixels that are decoded. HiAPI's largest picture has 8.3 million. Decoding takes 4 to 5 bytes
 * for each, and up to 11 if the decoder holds the picture several times over (measured in Chromium). The
 * window should grow by less than 150 MB.
 */
const mostPixels = { light: 21_300_000, heavy: 9_000_000 }
/** The most pixels that are encoded again, alone and together with those of the decoded picture. */
const mostWritten = { pixels: 9_000_000, withPicture: 26_500_000 }

/** Bytes that are no picture, or an incomplete one. */
export class BrokenPictureError extends Error {
  override readonly name = 'BrokenPictureError'
}

/** A picture that declares more pixels than the limit for decoding. */
export class TooManyPixelsError extends Error {
  override readonly name = 'TooManyPixelsError'
  readonly size: Size

  constructor(size: Size) {
    super('too many pixels')
    this.size = size
  }
}

export interface PlaceablePicture {
  readonly bytes: Uint8Array
  /** The picture's own pixels as downloaded, before any scaling down. */
  readonly size: Size
}

/**
 * Makes a downloaded picture into one that Figma takes. If possible the file stays as it is, without the
 * bytes after its end. Otherwise it is encoded again as PNG, at most 4096 pixels on the long edge. Its
 * pixels are counted before decoding. Whatever can be decoded is a picture, however irregular the file. An
 * intact PNG of the expected size is not decoded.
 *
 * @param isExpected whether a picture that was ordered can have this size, in pixels
 * @param isRefused whether Figma did not take the file as it is, so that it is encoded again
 * @throws {BrokenPictureError} {TooManyPixelsError}
 */
export async function makePlaceable(
  bytes: Uint8Array,
  pixels: Pixels,
  isExpected: (size: Size) => boolean = () => false,
  isRefused = false,
): Promise<PlaceablePicture> {
  const found = sniff(bytes)
  if (found === null) throw new BrokenPictureError('no picture')
  const { size: declared, end } = found
  if (declared === null) throw new BrokenPictureError('no size')
  if (areaOf(declared) > (found.isHeavy ? mostPixels.heavy : mostPixels.light)) {
    throw new TooManyPixelsError(declared)
  }
  if (
    !isRefused &&
    isExpected(declared) &&
    isPlaceable(found, declared) &&
    isWholePng(bytes, found)
  ) {
    return { bytes, size: declared }
  }
  const bitmap = await decode(bytes, found.type, pixels)
  const size = { width: bitmap.width, height: bitmap.height }
  try {
    if (!isRefused && end !== null && isPlaceable(found, size)) {
      // A view would send its whole buffer to the plugin half.
      return { bytes: end === bytes.byteLength ? bytes : bytes.slice(0, end), size }
    }
    const written = bitmap.encode('image/png', scaledDown(size))
    // The picture has been drawn: from here on only the canvas is needed.
    bitmap.close()
    return { bytes: await written, size }
  } finally {
    bitmap.close()
  }
}

function isWholePng(bytes: Uint8Array, { type, end }: Sniffed): boolean {
  return type === 'image/png' && end === bytes.byteLength && isIntactPng(bytes)
}

/** Whether Figma takes the file itself, and shows what was decoded. */
function isPlaceable({ type, size }: Sniffed, { width, height }: Size): boolean {
  const isAsDeclared = size?.width === width && size.height === height
  return placeable.includes(type) && isAsDeclared && Math.max(width, height) <= mostEdge
}

function scaledDown(size: Size): Size {
  const { width, height } = size
  const area = areaOf(size)
  const room = Math.min(mostWritten.pixels, mostWritten.withPicture - area)
  const scale = Math.min(1, mostEdge / Math.max(width, height), Math.sqrt(room / area))
  return scaledSize(size, scale)
}

function areaOf({ width, height }: Size): number {
  return width * height
}

async function decode(bytes: Uint8Array, type: PictureType, pixels: Pixels): Promise<Bitmap> {
  try {
    return await pixels.decode(bytes, type)
  } catch (cause) {
    throw new BrokenPictureError('not readable', { cause })
  }
}
