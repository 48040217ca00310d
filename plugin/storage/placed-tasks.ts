import { JobId, TaskId } from '../../contract/model/ids.ts'
import { type ClientStorage, keep, keysOf, stored, timeAfter } from './client-storage.ts'

const prefix = 'receipt/'
/** How many of the newest are kept: undo reaches no further back than the file has been open. */
const most = 300

/**
 * The tasks whose pictures were placed. A placed job leaves the ledger, but an undo can remove the picture
 * and the task's id from its variant. With this record, the picture is found again at no cost.
 */
export interface PlacedTasks {
  all(): Promise<ReadonlyMap<JobId, TaskId>>
  add(job: JobId, task: TaskId): Promise<void>
}

/**
 * Each entry is a key that holds everything, because other windows write between any two calls. Everything
 * throws `PluginError` `storage-full` or `storage-failed`.
 *
 * @param now milliseconds since 1970
 */
export function createPlacedTasks(storage: ClientStorage, now: () => number): PlacedTasks {
  /** Oldest first. */
  const keys = () => keysOf(storage, prefix)

  return {
    async all() {
      const all = new Map<JobId, TaskId>()
      for (const key of await keys()) {
        const [, , id = '', ...rest] = key.split('/')
        try {
          all.set(JobId.parse(rest.join('/')), TaskId.parse(decodeURIComponent(id)))
        } catch {
          // Another version may be able to read it.
        }
      }
      return all
    },
    async add(job, task) {
      const time = timeAfter(await keys(), now())
      await keep(storage, `${prefix}${time}/${encodeURIComponent(task)}/${job}`, true)
      for (const old of (await keys()).slice(0, -most)) await stored(storage.deleteAsync(old))
    },
  }
}
