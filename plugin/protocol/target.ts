import * as z from 'zod/mini'

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

/** What to make: today a plain aspect ratio. */
export const Target = z.union([z.object({ kind: z.literal('ratio'), ratio: AspectRatio })])
export type Target = z.output<typeof Target>
