import type { Failure } from '../../engine/failures/failure.ts'
import { isAway, type Job } from '../../engine/jobs/job.ts'

export type FailedJob = Job & { readonly failure: Failure }

/** The jobs that failed, each with its failure. */
export function failedAmong(jobs: readonly Job[]): readonly FailedJob[] {
  return jobs.flatMap((job) =>
    job.state.name === 'failed' ? [{ ...job, failure: job.state.failure }] : [],
  )
}

/**
 * What one press tries again: what failed. If nothing did, what was undone of the jobs that are counted: the
 * designer may have thrown away what earlier runs have made.
 */
export function retriedTogether(
  jobs: readonly Job[],
  counted: readonly Job[],
): readonly FailedJob[] {
  const failed = failedAmong(jobs).filter((job) => !isAway(job))
  return failed.length > 0 ? failed : failedAmong(counted).filter(isAway)
}
