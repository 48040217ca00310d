import * as z from 'zod/mini'
import { between } from './schema.ts'
import { Size } from './geometry.ts'
import { Name } from './shorten.ts'

/** Every value that the API takes for `aspect_ratio`, in the order in which the window lists them. */
export const aspectRatios = [
  'auto',
  '1:1',
  '3:2',
  '2:3',
  '4:3',
  '3:4',
  '5:4',
  '4:5',
  '16:9',
  '9:16',
  '2:1',
  '1:2',
  '3:1',
  '1:3',
  '21:9',
  '9:21',
] as const
export const AspectRatio = z.literal(aspectRatios)
export type AspectRatio = z.output<typeof AspectRatio>

/** Every value that the API takes for `resolution`. */
export const resolutions = ['1K', '2K', '4K'] as const
export const Resolution = z.literal(resolutions)
export type Resolution = z.output<typeof Resolution>

/** What is ordered of the API: a picture's ratio and its resolution. Not every pair exists. */
export interface ModelCell {
  readonly ratio: AspectRatio
  readonly resolution: Resolution
}

/**
 * What decides how large the frame of a plain ratio is: the source's area, the picture's own pixels,
 * or its long edge in pixels.
 */
export const Sizing = z.union([
  z.object({ by: z.literal(['source', 'picture']) }),
  z.object({ by: z.literal('edge'), pixels: z.number().check(between(1, 10_000)) }),
])
export type Sizing = z.output<typeof Sizing>

/**
 * A plain aspect ratio; a placement, with its name and pixels, so that a file tells all of it; or a
 * layer's own shape, for the render that takes its place.
 */
export const Target = z.union([
  z.object({
    kind: z.literal('ratio'),
    ratio: AspectRatio,
    /** As the source where it is left out. */
    sizing: z.optional(Sizing),
  }),
  z.object({
    kind: z.literal('placement'),
    /** The id of its row among the placements, or of one of the person's own. */
    placement: z.string(),
    name: Name,
    size: Size,
  }),
  z.object({ kind: z.literal('swap') }),
])
export type Target = z.output<typeof Target>

/** What a target is called, in the window and on the canvas: "16:9", "Instagram story", "Swap". */
export function targetText(target: Target): string {
  switch (target.kind) {
    case 'ratio':
      return target.ratio
    case 'placement':
      return target.name
    case 'swap':
      return 'Swap'
  }
}
