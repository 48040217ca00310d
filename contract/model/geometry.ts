import * as z from 'zod/mini'
import { between, upTo } from './schema.ts'

const Length = upTo(100_000)

/** Width and height in the document's pixels. */
export const Size = z.object({ width: Length, height: Length })
export type Size = z.output<typeof Size>

/** An axis-aligned rectangle, in the page's pixels where nothing else is said. */
export const Rect = z.object({ x: z.number(), y: z.number(), width: Length, height: Length })
export type Rect = z.output<typeof Rect>

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

/** The point of a picture that a crop keeps in view: 0 to 1 on both axes, 0.5 is the middle. */
export const FocalPoint = z.object({
  x: between(0, 1),
  y: between(0, 1),
})
export type FocalPoint = z.output<typeof FocalPoint>

export const centre: FocalPoint = { x: 0.5, y: 0.5 }

/** How far the margins of a safe zone reach into a frame, in the frame's pixels. */
export const Insets = z.object({
  top: z.number(),
  right: z.number(),
  bottom: z.number(),
  left: z.number(),
})
export type Insets = z.output<typeof Insets>
