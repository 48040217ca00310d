import * as z from 'zod/mini'

const Length = z.number().check(z.positive(), z.maximum(100_000))

/** Width and height in the document's pixels. */
export const Size = z.object({ width: Length, height: Length })
export type Size = z.output<typeof Size>

/** An axis-aligned rectangle in the page's coordinates, in pixels. */
export const Rect = z.object({ x: z.number(), y: z.number(), width: Length, height: Length })
export type Rect = z.output<typeof Rect>

/**
 * An affine transform as Figma has it: two rows of three, from a layer's own coordinates to its page's.
 * Its axes have the length of 1 (plugin typings, `DimensionAndPositionMixin.relativeTransform`).
 */
const Row = z.tuple([z.number(), z.number(), z.number()])
export const Transform = z.tuple([Row, Row])
export type Transform = z.output<typeof Transform>

/** The point of a picture that a crop keeps in view: 0 to 1 on both axes, 0.5 is the middle. */
export const FocalPoint = z.object({
  x: z.number().check(z.minimum(0), z.maximum(1)),
  y: z.number().check(z.minimum(0), z.maximum(1)),
})
export type FocalPoint = z.output<typeof FocalPoint>

export const centre: FocalPoint = { x: 0.5, y: 0.5 }
