import * as z from 'zod/mini'
import { Size } from './geometry.ts'
import { JobPlan } from './job-plan.ts'
import { JobRequest } from './job-request.ts'
import { Name } from './shorten.ts'

/** A job to reserve variants for, before any money is spent. */
export const Reservation = z.object({ plan: JobPlan, request: JobRequest })
export type Reservation = z.output<typeof Reservation>

/**
 * A section around all variants of a run. The first source's reservation creates it, large enough for
 * every row; the others find it by the run's id.
 */
export const RunSection = z.object({
  name: Name,
  /** The sizes of each row's frames; rows from top to bottom. */
  rows: z.array(z.array(Size)),
  /** Index of the row that the reservations fill. */
  row: z.number(),
})
export type RunSection = z.output<typeof RunSection>
