import * as z from 'zod/mini'
import { between, matching } from './schema.ts'
import { Size } from './geometry.ts'
import { Name } from './shorten.ts'

/** A ratio as the API writes it, `16:9`, or `auto` for the API's choice. Each model has its own list. */
export const AspectRatio = matching(/^(auto|[1-9]\d?:[1-9]\d?)$/)
export type AspectRatio = z.output<typeof AspectRatio>

/** A ratio of whole numbers, reduced: 16:9, not 32:18. */
export interface Proportion {
  readonly width: number
  readonly height: number
}

/** The reduced proportion of a ratio; null for `auto`, which has none. */
export function proportionOf(ratio: AspectRatio): Proportion | null {
  const [width = NaN, height = NaN] = ratio.split(':').map(Number)
  if (!(width > 0 && height > 0)) return null
  const divisor = commonDivisor(width, height)
  return { width: width / divisor, height: height / divisor }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** Every value that the API accepts for `resolution`. */
export const resolutions = ['1K', '2K', '4K'] as const
export const Resolution = z.literal(resolutions)
export type Resolution = z.output<typeof Resolution>

/** A ratio and a resolution, as ordered from the API. Not every pair exists. */
export interface ModelCell {
  readonly ratio: AspectRatio
  readonly resolution: Resolution
}

/**
 * What decides the size of a plain ratio's frame: the source's width, height or area, the picture's own
 * pixels, or a long edge in pixels.
 */
export const Sizing = z.union([
  z.object({ by: z.literal(['width', 'height', 'area', 'picture']) }),
  z.object({ by: z.literal('edge'), pixels: between(1, 10_000) }),
])
export type Sizing = z.output<typeof Sizing>

/**
 * A plain aspect ratio, a placement, or a layer's own shape, for the render that takes its place. A
 * placement comes with name and pixels, so that the file is self-contained.
 */
export const Target = z.union([
  z.object({
    kind: z.literal('ratio'),
    ratio: AspectRatio,
    /** Left out for the source's area. */
    sizing: z.optional(Sizing),
  }),
  z.object({
    kind: z.literal('placement'),
    /** Id of a shipped placement, or of one of the designer's own. */
    placement: z.string(),
    name: Name,
    size: Size,
  }),
  z.object({ kind: z.literal('swap') }),
])
export type Target = z.output<typeof Target>

/** A target's name, in the window and on the canvas: "16:9", "Instagram story", "Swap". */
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
