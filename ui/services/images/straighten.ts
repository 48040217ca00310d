import type { Rect, Size, Transform } from '../../../contract/model/geometry.ts'
import type { Pixels } from './image-codec.ts'

/** How a layer stood on its page when it was exported. */
export interface LayerTransform {
  /** Its own width and height. */
  readonly size: Size
  /** The axis-aligned rectangle that the picture shows, with the layer in its middle. */
  readonly bounds: Rect
  /** How it is turned, mirrored or skewed in that; null where it is upright. */
  readonly turned: Transform | null
}

/** What to do to an exported picture for the layer alone to fill it, upright. */
export interface Upright {
  /** Of the new picture, in whole pixels. */
  readonly size: Size
  /** From the exported picture's pixels to the new one's. */
  readonly transform: Transform
}

/**
 * So many pixels are left out at each edge: those of a turned layer are blended with what is around it,
 * and a picture that lets something through weighs several times as much as one that does not.
 */
const blended = 1.5

/** A layer that is skewed until nothing is left of it can't be stood upright. */
const flattest = 1e-6

/**
 * How the picture of a turned layer is stood upright: by the inverse of what turned it, with as many
 * pixels to the layer's length as the picture has.
 *
 * @param picture the exported picture's size in pixels
 * @param longEdge the most pixels that the longer side may have
 * @returns null where the picture shows it upright, or nothing can be done
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
  const width = Math.max(1, Math.round(size.width * scale))
  const height = Math.max(1, Math.round(size.height * scale))

  // From the middle of the one to the middle of the other; what comes first stands on the right.
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

/** The exported picture of a layer as it looks while it is not turned; PNG. */
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
