import type { Size } from '../model/geometry.ts'
import { scaledSize } from './scaled-size.ts'

/**
 * The long edge of a reference, in pixels: all that the model looks at. More only makes the request larger.
 */
export const usualEdge = 2048
/** The longest side of an image that Figma takes, in pixels (`createImage`). */
export const mostEdge = 4096
/** Pixels that the short side should have, so that what it shows is legible. */
const legibleSide = 400
/** With fewer pixels on a side, a reference shows nothing that a picture could be made from. */
const leastSide = 8
/** How far a small frame is enlarged: text drawn at twice its size is still worth reading. */
export const largestScale = 2

/**
 * Pixels of the reference per pixel of its layer. The long edge gets `usualEdge` pixels, or as many more
 * as the short side needs to be legible.
 *
 * @param size the layer's own width and height
 * @param bounds the axis-aligned rectangle around it, which is what Figma exports
 */
export function referenceScale(size: Size, bounds: Size = size): number {
  const { width, height } = size
  const long = Math.max(width, height)
  const wanted = Math.max(usualEdge / long, legibleSide / Math.min(width, height))
  const possible = mostEdge / Math.max(long, bounds.width, bounds.height)
  return Math.min(largestScale, wanted, possible)
}

/** The largest size at which the model sees a layer, in whole pixels. Arguments as for `referenceScale`. */
export function referenceSize(size: Size, bounds?: Size): Size {
  return scaledSize(size, referenceScale(size, bounds))
}

/** Whether a layer's reference would show nothing recognisable. Arguments as for `referenceScale`. */
export function isTooSmall(size: Size, bounds?: Size): boolean {
  const { width, height } = referenceSize(size, bounds)
  return Math.min(width, height) < leastSide
}

/** Whether a layer is scaled down so far that the model can hardly read it. */
export function isHardToRead(size: Size, bounds?: Size): boolean {
  const { width, height } = referenceSize(size, bounds)
  return referenceScale(size, bounds) < 1 && Math.min(width, height) < legibleSide
}
