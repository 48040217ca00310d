import type { PluginClient } from '../../../contract/protocol/client.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { JobId } from '../../../contract/model/ids.ts'
import type { JobUpdater } from '../jobs/job-updates.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import type { RunSection } from '../../../contract/model/reservation.ts'

export interface ReserveOptions {
  /** What the run's variants stand in; null for the open canvas. */
  readonly section: RunSection | null
  /** Whether each gets a frame of its own, also where it was to take a layer's place. */
  readonly isBeside: boolean
}

/**
 * Reserves what the pictures of jobs of one group are for; their variants are known when it resolves.
 *
 * @throws {PluginError} `page-gone`, `layer-refused`
 */
export type Reserve = (works: readonly ActiveJob[], options: ReserveOptions) => Promise<void>

export function createReservation(parts: {
  readonly caller: PluginClient
  readonly updater: JobUpdater
}): Reserve {
  const { caller, updater } = parts
  return async (works, { section, isBeside }) => {
    const [first] = works
    if (first === undefined) return
    const { reference } = first
    if (reference === null) throw new PluginError('internal', 'a job without a reference')
    const { source, anchor, run } = first.job.plan
    const { usable: _, ...origin } = source
    const reservations = works.map(({ job: { plan }, request }) => ({
      job: plan.id,
      request,
      details: plan.details,
      parts: plan.parts.map((part) => {
        return { ...part, swaps: isBeside ? null : part.swaps, node: null }
      }),
    }))
    const { variants } = await updater.retryAfterPause(() => {
      const isFirst = works.every(({ isUnreserved }) => isUnreserved)
      // Whatever comes of the call: an answer that is lost tells nothing of what was done.
      for (const work of works) work.isUnreserved = false
      const what = { run, isFirst, source: origin, anchor, section, reference, reservations }
      return caller.call('reserve', what)
    })
    const byJob = new Map<JobId, ActiveJob>(works.map((work) => [work.job.plan.id, work]))
    for (const { job, nodes } of variants) {
      const work = byJob.get(job)
      if (work === undefined) continue
      updater.update(work, { variants: work.job.plan.parts.map((_, at) => nodes[at] ?? null) })
    }
  }
}
