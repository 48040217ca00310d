import * as z from 'zod/mini'
import { between, upTo } from './schema.ts'

const Length = upTo(100_000)

/** Width and height in the document's pixels. */
export const Size = z.object({ width: Length, height: Length })
export type Size = z.output<typeof Size>

/** An axis-aligned rectangle, in the page's pixels where nothing else is said. */
export const Rect = z.object({ x: z.number(), y: z.number(), width: Length, height: Length })
export type Rect = z.output<typeof Rect>

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
