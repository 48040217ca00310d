import type { NodeId } from '../../../contract/model/ids.ts'
import { isSettled, type Job } from './job.ts'
import { isSwap, type JobPlan } from '../../../contract/model/job-plan.ts'

/**
 * The layers for which a render is on its way: another one of the same would be paid twice. One that is
 * made again, in its place or beside it, does not count: that was asked for by itself.
 */
export function layersBeingSwapped(jobs: readonly Job[]): ReadonlySet<NodeId> {
  const plans = jobs.filter((job) => !isSettled(job)).map(({ plan }) => plan)
  const isFirst = ({ anchor, parts }: JobPlan) =>
    anchor === null && parts.every(({ into }) => into === null)
  return new Set(
    plans.filter((plan) => isSwap(plan) && isFirst(plan)).map(({ source }) => source.id),
  )
}
