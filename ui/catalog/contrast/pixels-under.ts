import { centre, type FocalPoint, type Rect, type Size } from '../../../contract/model/geometry.ts'
import { cover } from '../../../contract/geometry/cover.ts'

/** A picture scaled down, as RGBA. */
export interface Raster extends Size {
  readonly data: Uint8ClampedArray
}

/** The shorter edge of a raster, in pixels: enough to tell how light a picture is under a line of text. */
export const rasterEdge = 192

/** A picture as a variant shows it. */
export interface View {
  readonly raster: Raster
  /** Its own pixels. */
  readonly picture: Size
  /** The variant. */
  readonly frame: Size
  readonly focalPoint: FocalPoint
  /** The layer that the picture fills, where a designer may have moved or resized it. */
  readonly layer?: Rect | undefined
}

/** A pixel of the picture, with its centre in the variant's coordinates. */
export interface Pixel {
  readonly x: number
  readonly y: number
  readonly red: number
  readonly green: number
  readonly blue: number
}

/** The size of a picture's raster. */
export function rasterSize({ width, height }: Size): Size {
  const scale = Math.min(1, rasterEdge / Math.min(width, height))
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale) }
}

/** The pixels that a variant shows of its picture under a rectangle; none outside of the picture. */
export function pixelsUnder(
  { raster, picture, frame, focalPoint, layer }: View,
  box: Rect,
): Pixel[] {
  const shown = layer ?? { x: 0, y: 0, ...frame }
  // Figma crops what a layer does not show at both sides alike.
  const place = cover(picture, shown, layer ? centre : focalPoint)
  const [x, y] = [shown.x + place.x, shown.y + place.y]
  const across = place.width / raster.width
  const down = place.height / raster.height
  const [left, right] = span(box.x, box.width, shown.x, shown.width, frame.width)
  const [top, bottom] = span(box.y, box.height, shown.y, shown.height, frame.height)
  if (left >= right || top >= bottom) return []
  const pixels: Pixel[] = []
  for (let row = first(top - y, down); row * down < bottom - y; row++) {
    for (let column = first(left - x, across); column * across < right - x; column++) {
      const at = (row * raster.width + column) * 4
      pixels.push({
        x: x + (column + 0.5) * across,
        y: y + (row + 0.5) * down,
        red: raster.data[at] ?? 0,
        green: raster.data[at + 1] ?? 0,
        blue: raster.data[at + 2] ?? 0,
      })
    }
  }
  return pixels
}

const first = (from: number, step: number) => Math.max(0, Math.floor(from / step))

/** The part of a stretch that is within the picture's layer and the frame. */
function span(
  from: number,
  length: number,
  start: number,
  shown: number,
  most: number,
): [number, number] {
  return [Math.max(0, from, start), Math.min(most, from + length, start + shown)]
}
