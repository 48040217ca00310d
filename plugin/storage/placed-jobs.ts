import type { FileId, JobId, TaskId } from '../../contract/model/ids.ts'
import {
  type LedgerEntry,
  type LedgerRun,
  mostPlaced,
} from '../../contract/model/client-storage/ledger.ts'
import { type ClientStorage, keep, keysOf, stored, timeAfter } from './client-storage.ts'
import { readEntry, readRun, writeRun } from './ledger-format.ts'

const prefix = 'placed/'
/**
 * In characters, so that all entries take at most a tenth of the 5 MB. Two of the longest prompts exceed
 * this.
 */
const longest = 10_000

/**
 * The newest placed jobs, as the ledger had them: an undo can remove a picture with its frame and its
 * recipe.
 */
export interface PlacedJobs {
  /** The jobs of a file, oldest first. */
  in(file: FileId): Promise<LedgerEntry[]>
  /** @param run with the job alone; null where the ledger no longer has it */
  add(run: LedgerRun | null, task: TaskId): Promise<void>
  drop(job: JobId): Promise<void>
}

/**
 * Each entry has its own key, because other windows write between any two calls. Everything throws
 * `PluginError` `storage-full` or `storage-failed`.
 *
 * @param now milliseconds since 1970
 */
export function createPlacedJobs(storage: ClientStorage, now: () => number): PlacedJobs {
  /** Oldest first: `placed/<time>/<file>/<job>`. */
  const keys = () => keysOf(storage, prefix)

  async function remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) await stored(storage.deleteAsync(key))
  }

  return {
    async in(file) {
      const ofFile = (await keys()).filter((key) => key.split('/')[2] === file)
      const values = await Promise.all(ofFile.map((key) => stored(storage.getAsync(key))))
      return values.map(readRun).flatMap((batch) => {
        const read = [...batch.jobs.keys()].map((job) =>
          readEntry(batch, job, undefined, undefined),
        )
        return read.filter((entry) => entry !== null)
      })
    },
    async add(run, task) {
      const [entry] = run?.entries ?? []
      if (run === null || entry === undefined) return
      const { at } = entry
      const job = entry.plan.id
      const all = await keys()
      const before = all.filter((key) => isOf(key, job))
      const others = all.filter((key) => !isOf(key, job))
      const made = { ...entry, submission: { state: 'created', at, task } as const }
      const text = writeRun(run.run, run.file, [made])
      const isKept = text.length <= longest
      const time = timeAfter(all, now())
      if (isKept) await keep(storage, `${prefix}${time}/${run.file.id}/${job}`, text)
      const tooMany = Math.max(0, others.length + Number(isKept) - mostPlaced)
      await remove([...before, ...others.slice(0, tooMany)])
    },
    drop: async (job) => remove((await keys()).filter((key) => isOf(key, job))),
  }
}

/** Job ids can contain any character, slashes too. */
function isOf(key: string, job: JobId): boolean {
  return key.split('/').slice(3).join('/') === job
}
