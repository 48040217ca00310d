import * as z from 'zod/mini'
import { JobId, TaskId } from '../protocol/ids.ts'
import { type ClientStorage, stored } from './client-storage.ts'

const key = 'receipts'
/** So many of the newest are kept: undo does not reach further back than a file has been open. */
const most = 300

const Receipt = z.object({ job: JobId, task: TaskId })
type Receipt = z.output<typeof Receipt>
const Stored = z.array(Receipt)

/**
 * The tasks whose pictures were placed. A job leaves the ledger then; but an undo can take the picture
 * off its variant, and the task's id with it, and this is how the picture is found again for nothing.
 */
export interface Receipts {
  all(): Promise<ReadonlyMap<JobId, TaskId>>
  add(job: JobId, task: TaskId): Promise<void>
}

/** All of it throws `PluginError` `storage-failed`. */
export function createReceipts(storage: ClientStorage): Receipts {
  let held: readonly Receipt[] = []

  /** Read each time: another window may have added some. */
  async function load(): Promise<readonly Receipt[]> {
    const decoded = Stored.safeParse(await stored(storage.getAsync(key)))
    const kept = decoded.success ? decoded.data : []
    const known = new Set(kept.map(({ job }) => job))
    held = [...kept, ...held.filter(({ job }) => !known.has(job))].slice(-most)
    return held
  }

  return {
    async all() {
      return new Map((await load()).map(({ job, task }) => [job, task]))
    },
    async add(job, task) {
      await load()
      held = [...held.filter((each) => each.job !== job), { job, task }].slice(-most)
      await stored(storage.setAsync(key, held))
    },
  }
}
