import * as z from 'zod/mini'

type Row = [number, number, number]

/**
 * An affine transform as in Figma: two rows of three, from a layer's own coordinates to its page's. Its
 * axes have length 1 (plugin typings, `DimensionAndPositionMixin.relativeTransform`).
 */
export type Transform = [Row, Row]

// Zod's tuples would add more to the bundle than this whole file.
export const Transform = z.custom<Transform>(
  (value) => isListOf(value, 2) && value.every((row) => isListOf(row, 3) && row.every(isNumber)),
)

function isListOf(value: unknown, length: number): value is unknown[] {
  return Array.isArray(value) && value.length === length
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && isFinite(value)
}
