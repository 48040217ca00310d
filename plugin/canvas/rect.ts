import type { Rect, Size } from '../../contract/model/geometry.ts'

/** The longest side that the protocol's `Rect` takes, in pixels. */
const longestSide = 100_000

/** A plain copy: what Figma gives may be an object of its own that can't be posted. */
export function inProtocol({ x, y, width, height }: Rect): Rect {
  return { x, y, ...sizeInProtocol({ width, height }) }
}

/** As `inProtocol`, of a width and a height. */
export function sizeInProtocol({ width, height }: Size): Size {
  return { width: Math.min(width, longestSide), height: Math.min(height, longestSide) }
}
