import type { Caller } from '../../plugin/protocol/channel.ts'
import type { JobId } from '../../plugin/protocol/ids.ts'
import type { RunSection } from '../../plugin/protocol/messages.ts'
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
 * Makes the placeholders of jobs of one group, before any money is spent. Jobs for which that can't
 * be done have failed when it resolves; it does not reject.
 *
 * @param section what the run's variants stand in; null for the open canvas
 */
export type Prepare = (works: readonly Work[], section: RunSection | null) => Promise<void>

/** Jobs with the same key are prepared together: of one run and source, beside the same frame. */
export function groupOf({ job: { plan }, reference }: Work): string {
  return [plan.run, plan.source.id, plan.anchor, reference?.hash].join('/')
}

export function createPreparation(parts: PreparationParts): Prepare {
  const { caller, desk, journal, references } = parts
  return async (works, section) => {
    const [first] = works
    if (first === undefined) return
    const { source, anchor, run, making } = first.job.plan
    const { usable: _, ...origin } = source
    const further = making.references.map((each) => each.reference)
    try {
      const reference = first.reference ?? (await references.capture(source.id, further))
      for (const work of works) work.reference = reference
      const wanted = works.filter((work) => !work.signal.aborted)
      if (wanted.length === 0) return
      const reservations = wanted.map(({ job: { plan }, request }) => ({
        job: plan.id,
        request,
        making: plan.making,
        parts: plan.parts.map((part) => ({ ...part, node: null })),
      }))
      const { variants } = await desk.insist(() =>
        caller.call('reserve', { run, source: origin, anchor, section, reference, reservations }),
      )
      const byJob = new Map<JobId, Work>(wanted.map((work) => [work.job.plan.id, work]))
      for (const { job, nodes } of variants) {
        const work = byJob.get(job)
        if (work === undefined) continue
        desk.update(work, { variants: work.job.plan.parts.map((_, at) => nodes[at] ?? null) })
        if (work.signal.aborted) await journal.release(work)
      }
    } catch (error) {
      for (const work of works) await desk.fail(work, error)
    }
  }
}
