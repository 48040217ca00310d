import * as z from 'zod/mini'
import { Size } from './geometry.ts'
import { JobPlan } from './job-plan.ts'
import { JobRequest } from './recipe.ts'
import { Name } from './shorten.ts'

/** A job whose variants are to be made before any money is spent. */
export const Reservation = z.object({ plan: JobPlan, request: JobRequest })
export type Reservation = z.output<typeof Reservation>

/**
 * A section around all the variants of a run: the first source's reservation makes it, large enough
 * for every row; the others find it by the run.
 */
export const RunSection = z.object({
  name: Name,
  /** The frames of each row, from top to bottom. */
  rows: z.array(z.array(Size)),
  /** Which row the reservations fill. */
  row: z.number(),
})
export type RunSection = z.output<typeof RunSection>
