import type { Size } from './geometry.ts'

/** The long edge of a reference, in pixels: what the model looks at; more only makes the request larger. */
export const usualEdge = 2048
/** The most pixels that a side may have: Figma takes no image of more (`createImage`). */
const mostEdge = 4096
/** So many pixels the short side is to have, for what stands in it to be made out. */
const legibleSide = 400
/** With fewer pixels a side shows nothing that a picture could be made from. */
const leastSide = 8
/** How far a small frame is enlarged: text drawn at twice its size is still worth reading. */
export const largestScale = 2

/**
 * How many pixels of its reference one pixel of a layer becomes: the long edge has `usualEdge` pixels, or
 * as many more as the short side needs to be legible.
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

/** How large the model sees a layer at the most, in whole pixels. Arguments as of `referenceScale`. */
export function referenceSize({ width, height }: Size, bounds?: Size): Size {
  const scale = referenceScale({ width, height }, bounds)
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}

/** Whether nothing can be made out in a layer's reference. Arguments as of `referenceScale`. */
export function isTooSmall(size: Size, bounds?: Size): boolean {
  const { width, height } = referenceSize(size, bounds)
  return Math.min(width, height) < leastSide
}

/** Whether a layer is shown so much smaller than it is that the model can hardly read it. */
export function isHardToRead(size: Size, bounds?: Size): boolean {
  const { width, height } = referenceSize(size, bounds)
  return referenceScale(size, bounds) < 1 && Math.min(width, height) < legibleSide
}
