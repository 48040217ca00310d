import { scaledSize } from '../../../contract/geometry/scaled-size.ts'
import type { Size } from '../../../contract/model/geometry.ts'

/** The largest height of a comparison, in CSS pixels; only the window limits its width. */
export const tallest = 240
/** Percent of the window's height, for low windows: the actions and the prompt need space, too. */
const tallestShare = 50

/** The CSS of a box in a layer's shape: as wide as possible without being too tall. */
export function boxStyle({ width, height }: Size): { aspectRatio: string; width: string } {
  const broad = (tall: number) => String((tall * width) / height)
  return {
    aspectRatio: `${String(width)} / ${String(height)}`,
    width: `min(100%, ${broad(tallest)}px, ${broad(tallestShare)}vh)`,
  }
}

/** The CSS of a layer's corners, in a box of any size that shows the layer. */
export function cornersStyle(
  { width, height }: Size,
  corners: readonly number[],
): { borderRadius: string } {
  const shares = (side: number) =>
    corners.map((radius) => `${String((radius / side) * 100)}%`).join(' ')
  return { borderRadius: `${shares(width)} / ${shares(height)}` }
}

/** The most pixels of a comparison that can be seen, in each direction. */
export const finest = { width: 1600, height: 2 * tallest }

/** The pixels in which a layer's shape is drawn: no more than can be seen, and at least 1 × 1. */
export function pixelsOf(size: Size): Size {
  return scaledSize(size, Math.min(finest.width / size.width, finest.height / size.height))
}
