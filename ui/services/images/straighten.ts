import { scaledSize } from '../../../contract/geometry/scaled-size.ts'
import type { Rect, Size } from '../../../contract/model/geometry.ts'
import type { Transform } from '../../../contract/model/transform.ts'
import type { Pixels } from './image-codec.ts'

/** How a layer lay on its page when it was exported. */
export interface LayerTransform {
  /** Its own width and height. */
  readonly size: Size
  /** The axis-aligned rectangle that the picture shows, with the layer at its centre. */
  readonly bounds: Rect
  /** How the layer is rotated, mirrored or skewed in it; null if it is upright. */
  readonly turned: Transform | null
}

/** How to change an exported picture so that the layer alone fills it, upright. */
interface Upright {
  /** Of the new picture, in whole pixels. */
  readonly size: Size
  /** From the pixels of the exported picture to those of the new one. */
  readonly transform: Transform
}

/**
 * Pixels cut from each edge. The edges of a rotated layer are blended with its surroundings, and
 * transparency makes a picture several times as heavy.
 */
const blended = 1.5

/** A layer that is skewed flat can't be straightened. */
const flattest = 1e-6

/**
 * How to straighten the picture of a rotated layer: by the inverse of its transform, at the pixel density
 * of the picture.
 *
 * @param picture the exported picture's size in pixels
 * @param longEdge the most pixels that the longer side may have
 * @returns null if the picture shows it upright, or nothing can be done
 */
export function uprightOf(
  picture: Size,
  { size, bounds, turned }: LayerTransform,
  longEdge: number,
): Upright | null {
  if (turned === null) return null
  const [[a, c], [b, d]] = turned
  const determinant = a * d - b * c
  if (Math.abs(determinant) < flattest) return null

  const density = Math.max(picture.width / bounds.width, picture.height / bounds.height)
  const scale = Math.min(density, longEdge / Math.max(size.width, size.height))
  const { width, height } = scaledSize(size, scale)

  // From centre to centre; the transform that applies first is the right-hand factor.
  const across = (width + 2 * blended) / size.width
  const down = (height + 2 * blended) / size.height
  const unit = { x: bounds.width / picture.width, y: bounds.height / picture.height }
  const xx = (across * d * unit.x) / determinant
  const xy = (across * -c * unit.y) / determinant
  const yx = (down * -b * unit.x) / determinant
  const yy = (down * a * unit.y) / determinant
  const middle = { x: picture.width / 2, y: picture.height / 2 }
  return {
    size: { width, height },
    transform: [
      [xx, xy, width / 2 - xx * middle.x - xy * middle.y],
      [yx, yy, height / 2 - yx * middle.x - yy * middle.y],
    ],
  }
}

/** The exported picture of a layer as it looks unrotated; PNG. */
export async function standUpright(
  png: Uint8Array,
  stance: LayerTransform,
  longEdge: number,
  pixels: Pixels,
): Promise<Uint8Array> {
  if (stance.turned === null) return png
  const bitmap = await pixels.decode(png, 'image/png')
  try {
    const upright = uprightOf(bitmap, stance, longEdge)
    return upright === null ? png : await bitmap.transformed(upright.transform, upright.size)
  } finally {
    bitmap.close()
  }
}
