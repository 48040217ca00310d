import type { Failure } from '../run/failure.ts'
import type { Job } from '../run/job.ts'

/** The jobs that failed, each with what it failed of. */
export function failedAmong(
  jobs: readonly Job[],
): readonly (Job & { readonly failure: Failure })[] {
  return jobs.flatMap((job) =>
    job.state.name === 'failed' ? [{ ...job, failure: job.state.failure }] : [],
  )
}
