import { scaledSize } from '../../../contract/geometry/scaled-size.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import {
  type Proportion,
  proportionOf,
  type Sizing,
  type Target,
} from '../../../contract/model/target.ts'

const byArea: Sizing = { by: 'area' }

/**
 * The frame of a target before its picture arrives: a placement's own pixels, or whole multiples of a plain
 * ratio. `auto` takes the source's shape until the picture's is known.
 *
 * @param picture the expected pixels of the picture; null if unknown
 */
export function frameOfTarget(target: Target, source: Size, picture: Size | null): Size {
  if (target.kind === 'placement') return target.size
  if (target.kind === 'swap') return source
  const { sizing = byArea } = target
  const proportion = proportionOf(target.ratio)
  if (proportion === null) return frameOfPicture(source, source, sizing)
  switch (sizing.by) {
    case 'width':
      return frameOfSide(proportion, 'width', source.width)
    case 'height':
      return frameOfSide(proportion, 'height', source.height)
    case 'area':
      return frameOfRatio(proportion, source)
    case 'picture':
      return frameOfRatio(proportion, picture ?? source)
    case 'edge':
      return frameOfEdge(proportion, sizing.pixels)
  }
}

/** The frame of a target after its picture has arrived; null if it does not change. */
export function frameOnArrival(target: Target, source: Size, picture: Size): Size | null {
  if (target.kind !== 'ratio') return null
  const { sizing = byArea } = target
  const proportion = proportionOf(target.ratio)
  if (proportion === null) return frameOfPicture(picture, source, sizing)
  return sizing.by === 'picture' ? frameOfRatio(proportion, picture) : null
}

/**
 * The frame of a variant after another picture has arrived for it; null if it does not change. It keeps the
 * area that the designer gave it.
 */
export function frameOfRemake(target: Target, frame: Size, picture: Size): Size | null {
  const isAuto = target.kind === 'ratio' && proportionOf(target.ratio) === null
  return isAuto ? frameOfPicture(picture, frame) : null
}

/** The frame `k·a × k·b` whose long edge is nearest to this many pixels; k is at least 1. */
export function frameOfEdge(proportion: Proportion, pixels: number): Size {
  return frameOfSide(proportion, proportion.width < proportion.height ? 'height' : 'width', pixels)
}

/** The frame `k·a × k·b` whose width, or height, is nearest to this many pixels; k is at least 1. */
function frameOfSide(proportion: Proportion, side: keyof Size, pixels: number): Size {
  const k = Math.max(1, Math.round(pixels / proportion[side]))
  return { width: k * proportion.width, height: k * proportion.height }
}

/**
 * The frame for a plain ratio a:b: `k·a × k·b` pixels. The whole number k is at least 1, and makes the area
 * nearest to the source's. The ratio is exact; nothing is rounded.
 */
export function frameOfRatio(proportion: Proportion, source: Size): Size {
  const { width: a, height: b } = proportion
  const wanted = source.width * source.height
  const below = Math.max(1, Math.floor(Math.sqrt(wanted / (a * b))))
  const distance = (k: number) => Math.abs(k * k * a * b - wanted)
  const k = distance(below + 1) < distance(below) ? below + 1 : below
  return { width: k * a, height: k * b }
}

/** The frame for `auto`: the shape of the picture that came back, in whole pixels. */
export function frameOfPicture(picture: Size, source: Size, sizing: Sizing = byArea): Size {
  return scaledSize(picture, scaleOf(picture, source, sizing))
}

function scaleOf(picture: Size, source: Size, sizing: Sizing): number {
  switch (sizing.by) {
    case 'width':
      return source.width / picture.width
    case 'height':
      return source.height / picture.height
    case 'area':
      return Math.sqrt((source.width * source.height) / (picture.width * picture.height))
    case 'picture':
      return 1
    case 'edge':
      return sizing.pixels / Math.max(picture.width, picture.height)
  }
}

/** The difference of two shapes: 0 for the same ratio, 0.01 for one percent. */
export function ratioDifference(a: Size, b: Size): number {
  const [one, other] = [a.width / a.height, b.width / b.height]
  return Math.max(one, other) / Math.min(one, other) - 1
}
