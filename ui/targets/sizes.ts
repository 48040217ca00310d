import type { Size } from '../../plugin/protocol/geometry.ts'
import type { Proportion } from './ratios.ts'

/**
 * The frame for a plain ratio a:b: `k·a × k·b` pixels, k a whole number of at least 1, chosen so
 * that the area is nearest to the source's. The ratio is exact; nothing is rounded.
 */
export function frameOfRatio(proportion: Proportion, source: Size): Size {
  const { width: a, height: b } = proportion
  const wanted = source.width * source.height
  const below = Math.max(1, Math.floor(Math.sqrt(wanted / (a * b))))
  const distance = (k: number) => Math.abs(k * k * a * b - wanted)
  const k = distance(below + 1) < distance(below) ? below + 1 : below
  return { width: k * a, height: k * b }
}

/**
 * The frame for `auto`: the shape of the picture that came back, scaled to the source's area, in
 * whole pixels.
 */
export function frameOfPicture(picture: Size, source: Size): Size {
  const scale = Math.sqrt((source.width * source.height) / (picture.width * picture.height))
  return {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  }
}

/** How far two shapes are apart: 0 for the same ratio, 0.01 for one percent. */
export function ratioDifference(a: Size, b: Size): number {
  const [one, other] = [a.width / a.height, b.width / b.height]
  return Math.max(one, other) / Math.min(one, other) - 1
}
