import type { JobUpdater } from '../jobs/job-updates.ts'
import type { LedgerClient } from '../jobs/ledger-client.ts'
import { captureSource } from './capture.ts'
import type { References } from '../../services/references/references.ts'
import type { Reserve } from './reserve-variants.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import type { RunSection } from '../../../contract/model/reservation.ts'

interface PreparationParts {
  readonly updater: JobUpdater
  readonly ledger: LedgerClient
  readonly references: References
  readonly reserve: Reserve
}

/**
 * Makes the placeholders for jobs of one group, before any money is spent. Never rejects: jobs without a
 * placeholder have failed when it resolves.
 *
 * @param section holds the run's variants; null for the open canvas
 */
export type Prepare = (
  activeJobs: readonly ActiveJob[],
  section: RunSection | null,
) => Promise<void>

/** Jobs with the same key are prepared together: same run, source, anchor and reference. */
export function groupOf({ job: { plan }, reference }: ActiveJob): string {
  return [plan.run, plan.source.id, plan.anchor, reference?.hash].join('/')
}

export function createPreparation(parts: PreparationParts): Prepare {
  const { updater, ledger, references, reserve } = parts

  async function prepare(
    activeJobs: readonly ActiveJob[],
    first: ActiveJob,
    section: RunSection | null,
  ) {
    const reference = first.reference ?? (await captureSource(first.job.plan, references))
    for (const active of activeJobs) active.reference = reference
    const wanted = activeJobs.filter((active) => !active.signal.aborted)
    await reserve(wanted, { section, isBeside: false })
    for (const active of wanted) if (active.signal.aborted) await ledger.cancelJob(active)
  }

  return async (activeJobs, section) => {
    const [first] = activeJobs
    if (first === undefined) return
    try {
      await prepare(activeJobs, first, section)
    } catch (error) {
      // All at once: if none of these calls is answered, the next group does not wait for each in turn.
      await Promise.all(activeJobs.map((active) => updater.fail(active, error)))
    }
  }
}
