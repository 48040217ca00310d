import * as z from 'zod/mini'
import { JobId } from './ids.ts'
import { JobRequest, JobDetails } from './recipe.ts'
import { Part } from './stored/ledger.ts'
import { Name } from './shorten.ts'
import { Size } from './geometry.ts'

/** The variants of a job, to be made before any money is spent. */
export const Reservation = z.object({
  job: JobId,
  request: JobRequest,
  details: JobDetails,
  parts: z.array(Part),
})
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
