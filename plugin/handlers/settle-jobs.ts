import type { TaskId } from '../../contract/model/ids.ts'
import { warned } from '../canvas/warned.ts'
import type { JobRef } from '../../contract/model/client-storage/ledger.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { PlacedJobs } from '../storage/placed-jobs.ts'
import type { PlacedTasks } from '../storage/placed-tasks.ts'

/** What this computer keeps about jobs. */
export interface JobStores {
  readonly ledger: Ledger
  readonly receipts: PlacedTasks
  readonly placedJobs: PlacedJobs
}

/** How a job ended: the picture of a task was placed, or the job was given up. */
interface Settled {
  readonly task?: TaskId
  readonly isGivenUp?: boolean
}

/**
 * Removes a job from the ledger. The document already records the end: an entry that can't be removed now
 * is found settled when the plugin opens again.
 */
export async function settle(
  { ledger, receipts, placedJobs }: JobStores,
  ref: JobRef,
  { task, isGivenUp = false }: Settled,
): Promise<void> {
  try {
    if (task !== undefined) await receipts.add(ref.job, task)
    else if (isGivenUp) await placedJobs.drop(ref.job)
    await ledger.remove(ref, task, async (run) => {
      if (task === undefined) return
      // On failure, the picture is not offered again where an undo removes its frame too; no more is lost.
      await placedJobs.add(run, task).catch(warned('How a picture was made is not kept.'))
    })
  } catch (error) {
    console.warn('A settled job stays in the ledger.', error)
  }
}
