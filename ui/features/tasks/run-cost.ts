import type { Job } from '../../engine/jobs/job.ts'

/**
 * What the newest run has cost so far, in US dollars: the tasks of it that were created. What may or
 * may not have been taken is not counted before that is known.
 *
 * @param jobs the newest run first
 */
export function costOfNewestRun(jobs: readonly Job[]): number {
  const run = jobs[0]?.plan.run
  return jobs
    .filter(({ plan, submission }) => plan.run === run && submission.state === 'created')
    .reduce((sum, { plan }) => sum + plan.price, 0)
}
