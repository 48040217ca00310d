import { isUnpaid } from '../../engine/failures/classify-failure.ts'
import type { Job } from '../../engine/jobs/job.ts'

/**
 * What the newest run has cost so far, in US dollars: the price of its created tasks, except of those that
 * ended unpaid. A request without an answer is not counted until its outcome is known.
 *
 * @param jobs the newest run first
 */
export function costOfNewestRun(jobs: readonly Job[]): number {
  const run = jobs[0]?.plan.run
  return jobs
    .filter(({ plan, submission }) => plan.run === run && submission.state === 'created')
    .filter(({ state }) => state.name !== 'failed' || !isUnpaid(state.failure))
    .reduce((sum, { plan }) => sum + plan.price, 0)
}
