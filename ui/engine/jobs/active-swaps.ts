import type { NodeId } from '../../../contract/model/ids.ts'
import { isSettled, type Job } from './job.ts'
import { isSwap, type JobPlan } from '../../../contract/model/job-plan.ts'

/**
 * Layers whose render is under way: a second one would be paid twice. Remakes, in place or beside, do not
 * count, because the designer asked for each of them.
 */
export function layersBeingSwapped(jobs: readonly Job[]): ReadonlySet<NodeId> {
  const plans = jobs.filter((job) => !isSettled(job)).map(({ plan }) => plan)
  const isFirst = ({ anchor, parts }: JobPlan) =>
    anchor === null && parts.every(({ into }) => into === null)
  return new Set(
    plans.filter((plan) => isSwap(plan) && isFirst(plan)).map(({ source }) => source.id),
  )
}
