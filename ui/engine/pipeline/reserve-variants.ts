import type { PluginClient } from '../../../contract/protocol/client.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { JobId } from '../../../contract/model/ids.ts'
import type { JobUpdater } from '../jobs/job-updates.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import type { JobPlan, PartPlan } from '../../../contract/model/job-plan.ts'
import type { Reservation, RunSection } from '../../../contract/model/reservation.ts'

interface ReserveOptions {
  /** Holds the run's variants; null for the open canvas. */
  readonly section: RunSection | null
  /** Whether each gets a frame of its own, even if it was to replace a layer. */
  readonly isBeside: boolean
}

/**
 * Reserves frames or layers for jobs of one group; their variants are known when it resolves.
 *
 * @throws {PluginError} `page-gone`, `layer-refused`
 */
export type Reserve = (activeJobs: readonly ActiveJob[], options: ReserveOptions) => Promise<void>

export function createReservation(parts: {
  readonly plugin: PluginClient
  readonly updater: JobUpdater
}): Reserve {
  const { plugin, updater } = parts
  return async (activeJobs, { section, isBeside }) => {
    const [first, ...others] = activeJobs
    if (first === undefined) return
    const { reference } = first
    if (reference === null) throw new PluginError('internal', 'a job without a reference')
    const reservationOf = ({ job: { plan }, request }: ActiveJob): Reservation => ({
      plan: isBeside ? besideLayer(plan) : plan,
      request,
    })
    const { variants } = await updater.retryAfterPause(() => {
      const isFirst = activeJobs.every(({ isUnreserved }) => isUnreserved)
      // Whatever the outcome: a lost answer does not show what was done.
      for (const active of activeJobs) active.isUnreserved = false
      return plugin.call('reserve', {
        isFirst,
        section,
        reference,
        reservations: [reservationOf(first), ...others.map(reservationOf)],
      })
    })
    const byJob = new Map<JobId, ActiveJob>(
      activeJobs.map((active) => [active.job.plan.id, active]),
    )
    for (const { job, nodes } of variants) {
      const active = byJob.get(job)
      if (active === undefined) continue
      updater.update(active, { variants: active.job.plan.parts.map((_, at) => nodes[at] ?? null) })
    }
  }
}

/** The same plan with a frame of its own, not in the place of a layer. */
function besideLayer(plan: JobPlan): JobPlan {
  const [first, ...others] = plan.parts
  const alone = (part: PartPlan): PartPlan => ({ ...part, swaps: null })
  return { ...plan, parts: [alone(first), ...others.map(alone)] }
}
