import type { Size } from '../../../contract/model/geometry.ts'

/** The tallest that a comparison is drawn, in CSS pixels; it is as wide as the window lets it be. */
export const tallest = 240
/** In a low window, of its height: the actions and the prompt stand around it. */
const tallestShare = 50

/** A box in a layer's shape: as wide as there is room, unless it would be too tall then. CSS. */
export function boxStyle({ width, height }: Size): { aspectRatio: string; width: string } {
  const broad = (tall: number) => String((tall * width) / height)
  return {
    aspectRatio: `${String(width)} / ${String(height)}`,
    width: `min(100%, ${broad(tallest)}px, ${broad(tallestShare)}vh)`,
  }
}

/** A layer's corners, in the box that shows it however large it is. CSS. */
export function cornersStyle(
  { width, height }: Size,
  corners: readonly number[],
): { borderRadius: string } {
  const shares = (side: number) =>
    corners.map((radius) => `${String((radius / side) * 100)}%`).join(' ')
  return { borderRadius: `${shares(width)} / ${shares(height)}` }
}

/** As many pixels as a comparison can be seen to have, both ways. */
export const finest = { width: 1600, height: 2 * tallest }

/** In how many pixels a layer's shape is drawn: no more than are seen, and at least one each way. */
export function pixelsOf({ width, height }: Size): Size {
  const scale = Math.min(finest.width / width, finest.height / height)
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }
}
