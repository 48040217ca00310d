import type { Size } from '../../../contract/model/geometry.ts'
import {
  type Proportion,
  proportionOf,
  type Sizing,
  type Target,
} from '../../../contract/model/target.ts'

const asSource: Sizing = { by: 'source' }

/**
 * The frame that a target gets before its picture is there: a placement's own pixels; for a plain
 * ratio whole multiples of it. `auto` is taken to be of the source's shape until more is known.
 *
 * @param picture the pixels that are expected of the picture; null where they are not known
 */
export function frameOfTarget(target: Target, source: Size, picture: Size | null): Size {
  if (target.kind === 'placement') return target.size
  if (target.kind === 'swap') return source
  const { sizing = asSource } = target
  const proportion = proportionOf(target.ratio)
  if (proportion === null) return frameOfShape(source, sizing)
  switch (sizing.by) {
    case 'source':
      return frameOfRatio(proportion, source)
    case 'picture':
      return frameOfRatio(proportion, picture ?? source)
    case 'edge':
      return frameOfEdge(proportion, sizing.pixels)
  }
}

/** The frame that a target gets once its picture is there; null where that changes nothing. */
export function frameOnArrival(target: Target, source: Size, picture: Size): Size | null {
  if (target.kind !== 'ratio') return null
  const { sizing = asSource } = target
  const proportion = proportionOf(target.ratio)
  if (proportion === null) {
    return sizing.by === 'source' ? frameOfPicture(picture, source) : frameOfShape(picture, sizing)
  }
  return sizing.by === 'picture' ? frameOfRatio(proportion, picture) : null
}

/** The frame `k·a × k·b` whose long edge is nearest to so many pixels; k is at least 1. */
export function frameOfEdge({ width: a, height: b }: Proportion, pixels: number): Size {
  const k = Math.max(1, Math.round(pixels / Math.max(a, b)))
  return { width: k * a, height: k * b }
}

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
  return whole({ width: picture.width * scale, height: picture.height * scale })
}

/** A shape as it is, or with its long edge at so many pixels; whole pixels. */
function frameOfShape({ width, height }: Size, sizing: Sizing): Size {
  const scale = sizing.by === 'edge' ? sizing.pixels / Math.max(width, height) : 1
  return whole({ width: width * scale, height: height * scale })
}

function whole({ width, height }: Size): Size {
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}

/** How far two shapes are apart: 0 for the same ratio, 0.01 for one percent. */
export function ratioDifference(a: Size, b: Size): number {
  const [one, other] = [a.width / a.height, b.width / b.height]
  return Math.max(one, other) / Math.min(one, other) - 1
}
