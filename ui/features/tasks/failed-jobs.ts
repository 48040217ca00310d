import type { Failure } from '../../engine/failures/failure.ts'
import type { Job } from '../../engine/jobs/job.ts'

/** The jobs that failed, each with its failure. */
export function failedAmong(
  jobs: readonly Job[],
): readonly (Job & { readonly failure: Failure })[] {
  return jobs.flatMap((job) =>
    job.state.name === 'failed' ? [{ ...job, failure: job.state.failure }] : [],
  )
}
