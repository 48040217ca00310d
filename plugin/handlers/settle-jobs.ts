import type { TaskId } from '../../contract/model/ids.ts'
import type { JobRef, LedgerRun } from '../../contract/model/stored/ledger.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { PlacedJobs } from '../storage/placed-jobs.ts'
import type { PlacedTasks } from '../storage/placed-tasks.ts'

/** What is kept of jobs on this computer. */
export interface JobStores {
  readonly ledger: Ledger
  readonly receipts: PlacedTasks
  readonly placedJobs: PlacedJobs
}

/** How a job ended: with the picture of a task on the canvas, or given up. */
export type Settled = { readonly task: TaskId } | { readonly isGivenUp: boolean }

/**
 * Takes a job out of the ledger. The document comes first and already tells the end of it: an entry
 * that can't be removed now is found to be settled when the plugin opens again.
 */
export async function settle(
  { ledger, receipts, placedJobs }: JobStores,
  ref: JobRef,
  how: Settled,
): Promise<void> {
  const task = 'task' in how ? how.task : undefined
  try {
    if (task !== undefined) await receipts.add(ref.job, task)
    else if ('isGivenUp' in how && how.isGivenUp) await placedJobs.drop(ref.job)
    await ledger.remove(ref, task, async (run) => {
      if (task !== undefined) await rememberPlaced(placedJobs, run, task)
    })
  } catch (error) {
    console.warn('A settled job stays in the ledger.', error)
  }
}

/** Without it a picture is only not offered again where an undo takes its frame as well. */
async function rememberPlaced(
  placedJobs: PlacedJobs,
  run: LedgerRun | null,
  task: TaskId,
): Promise<void> {
  try {
    await placedJobs.add(run, task)
  } catch (error) {
    console.warn('How a picture was made is not kept.', error)
  }
}
