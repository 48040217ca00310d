import type { Caller } from '../../plugin/protocol/channel.ts'
import type { JobId } from '../../plugin/protocol/ids.ts'
import type { Desk } from './desk.ts'
import type { Journal } from './journal.ts'
import type { References } from './references.ts'
import type { Work } from './work.ts'

export interface PreparationParts {
  readonly caller: Caller
  readonly desk: Desk
  readonly journal: Journal
  readonly references: References
}

/**
 * Makes the placeholders of jobs of one source, before any money is spent. Jobs for which that can't
 * be done have failed when it resolves; it does not reject.
 */
export type Prepare = (works: readonly Work[]) => Promise<void>

export function createPreparation(parts: PreparationParts): Prepare {
  const { caller, desk, journal, references } = parts
  return async (works) => {
    const [first] = works
    if (first === undefined) return
    const { source, run } = first.job.plan
    try {
      const reference = first.reference ?? (await references.capture(source))
      for (const work of works) work.reference = reference
      const wanted = works.filter((work) => !work.signal.aborted)
      if (wanted.length === 0) return
      const reservations = wanted.map(({ job: { plan }, request }) => ({
        job: plan.id,
        target: plan.target,
        size: plan.size,
        request,
      }))
      const { variants } = await desk.insist(() =>
        caller.call('reserve', { run, source, reference, reservations }),
      )
      const byJob = new Map<JobId, Work>(wanted.map((work) => [work.job.plan.id, work]))
      for (const { job, node } of variants) {
        const work = byJob.get(job)
        if (work === undefined) continue
        desk.update(work, { variant: node })
        if (work.signal.aborted) await journal.release(work)
      }
    } catch (error) {
      for (const work of works) await desk.fail(work, error)
    }
  }
}
