import { PluginError } from '../../contract/protocol/plugin-error.ts'
import type { FileId, JobId, RunId, TaskId } from '../../contract/model/ids.ts'
import {
  type FileMark,
  type JobRef,
  type LedgerEntry,
  type LedgerRun,
  refOf,
} from '../../contract/model/client-storage/ledger.ts'
import { type ClientStorage, keep, keysOf, stored } from './client-storage.ts'
import { type Change, isTaken, merged } from './ledger-merge.ts'
import { isOfRun, markOf, namesIn, prefix, sweep } from './ledger-keys.ts'
import {
  type Batch,
  type CreatedTask,
  readEntry,
  StoredFile,
  readRun,
  writeChange,
  writeRun,
} from './ledger-format.ts'

/** This designer's journal of unsettled jobs, on this computer. */
export interface Ledger {
  /** Every run with unsettled jobs, in any file, and the number of unreadable jobs. */
  read(): Promise<{ runs: LedgerRun[]; unreadable: number }>
  /** Adds jobs of one run: all of them, or none. */
  add(file: LedgerRun['file'], entries: readonly LedgerEntry[]): Promise<void>
  /**
   * Records what is known of a job, merged with what other windows know.
   *
   * @returns whether the job is in the ledger
   * @throws {PluginError} `entry-taken` where the job is about to be sent with another key, and another
   * window has created its task
   */
  change(ref: JobRef, change: Change): Promise<boolean>
  /**
   * Removes a job, unless another window knows more of it than this one.
   *
   * @param task the task that has ended
   * @param before gets the job's run, with this job alone, before the removal
   */
  remove(
    ref: JobRef,
    task?: TaskId,
    before?: (run: LedgerRun | null) => Promise<void>,
  ): Promise<void>
  /** Whether anything was recorded for one of a run's jobs since they were added. */
  isChanged(run: RunId, jobs: readonly JobId[]): Promise<boolean>
  /** A job's run, with this job alone; null where the ledger does not have the job. */
  find(ref: JobRef): Promise<LedgerRun | null>
  /** Assigns the runs of a file to another file. */
  move(file: FileId, to: FileMark): Promise<void>
  forget(file: FileId): Promise<void>
}

interface Found {
  readonly name: string
  readonly batch: Batch
  readonly keys: ReadonlySet<string>
  readonly entry: LedgerEntry
}

/**
 * Client storage has no transactions, and other windows write between any two calls. So nothing that matters
 * is read, changed and written back. Jobs are written once, under `run/`. Three facts each take one write of
 * a key with no other content: a task was created (`task/`), a job was removed (`gone/`), all jobs belong to
 * another file (`file/`). Other changes of a job (`state/`) are merged with the stored state. What can't be
 * read stays as it is. Everything throws `PluginError` `storage-full` or `storage-failed`.
 *
 * @param now milliseconds since 1970
 */
export function createLedger(storage: ClientStorage, now: () => number): Ledger {
  const batches = new Map<string, Batch>()
  /** Each job's submission as JSON, as this window last read or wrote it. */
  const known = new Map<JobId, string>()
  const turns = new Map<JobId, Promise<void>>()
  /** The `gone/` keys of unsent jobs whose removal has begun: a full storage may not take them. */
  const leaving = new Set<string>()

  const keysNow = async () => new Set(await keysOf(storage, ''))
  const get = (key: string): Promise<unknown> => stored(storage.getAsync(key))

  /** Runs the acts of each job one after another. */
  function inTurn<Result>(job: JobId, act: () => Promise<Result>): Promise<Result> {
    const acted = (turns.get(job) ?? Promise.resolve()).then(act)
    const ended = acted.then(
      () => {},
      () => {
        // The caller gets the error; the next act runs all the same.
      },
    )
    turns.set(job, ended)
    return acted
  }

  function know({ plan, submission }: Pick<LedgerEntry, 'plan' | 'submission'>): void {
    known.set(plan.id, JSON.stringify(submission))
  }

  const isNews = ({ plan, submission }: LedgerEntry) =>
    known.get(plan.id) !== JSON.stringify(submission)

  async function entryIn(
    name: string,
    batch: Batch,
    job: JobId,
    keys: ReadonlySet<string>,
  ): Promise<LedgerEntry | null> {
    const [state, task] = (['state', 'task'] as const).map((mark) => markOf(mark, name, job))
    const at = async (key = '') => (keys.has(key) ? get(key) : undefined)
    return readEntry(batch, job, await at(state), await at(task))
  }

  /** The file of some jobs: the one that they were written for, unless another one can be read. */
  async function fileOf(name: string, { head }: Batch): Promise<FileMark | null> {
    const moved = await get(markOf('file', name, ''))
    return StoredFile.safeParse(moved).data ?? head?.file ?? null
  }

  /** A batch is never written again, so it is read once. */
  async function batchOf(name: string): Promise<Batch> {
    const batch = batches.get(name) ?? readRun(await get(prefix + name))
    if (batch.head !== null) batches.set(name, batch)
    return batch
  }

  async function find({ run, job }: JobRef): Promise<Found | null> {
    const keys = await keysNow()
    for (const name of namesIn(keys)) {
      if (!isOfRun(name, run)) continue
      const batch = await batchOf(name)
      if (!batch.jobs.has(job) || keys.has(markOf('gone', name, job))) continue
      const entry = await entryIn(name, batch, job, keys)
      if (entry !== null) return { name, batch, keys, entry }
    }
    return null
  }

  async function edit(ref: JobRef, change: Change): Promise<boolean> {
    const found = await find(ref)
    if (found === null) return false
    const { name, batch, keys, entry: kept } = found
    const isUnknown = isNews(kept)
    if (isTaken(kept, change, isUnknown)) throw new PluginError('entry-taken')
    leaving.delete(markOf('gone', name, ref.job))
    const next = merged(kept, change, isUnknown)
    const { nodes, reference, request, submission, account, stopped } = next
    const [state, task] = [markOf('state', name, ref.job), markOf('task', name, ref.job)]
    // What another window has written, and this one leaves as it is, stays news.
    const learn = () => {
      if (submission === change.submission) know(next)
    }
    if (submission.state === 'created') {
      await keep(storage, task, { key: request.idempotencyKey, submission } satisfies CreatedTask)
      learn()
    }
    const all = { nodes, reference, request, submission, account, stopped }
    await keep(storage, state, writeChange(batch, await get(state), all))
    learn()
    // The task of an earlier attempt.
    if (submission.state !== 'created' && keys.has(task)) await stored(storage.deleteAsync(task))
    return true
  }

  async function runOf({ name, batch, entry }: Found): Promise<LedgerRun | null> {
    const file = await fileOf(name, batch)
    return file && { run: entry.plan.run, file, entries: [entry] }
  }

  async function take(...[ref, task, before]: Parameters<Ledger['remove']>): Promise<void> {
    const found = await find(ref)
    if (found === null) return
    await before?.(await runOf(found))
    const { name, keys, entry } = found
    const { submission } = entry
    const isEnded = submission.state === 'created' && submission.task === task
    if (isNews(entry) && submission.state !== 'unsent' && !isEnded) return
    const gone = markOf('gone', name, ref.job)
    if (submission.state === 'unsent') leaving.add(gone)
    if (!(await isLast(found, ref.job, keys))) {
      await keep(storage, gone, true)
      for (const mark of ['state', 'task'] as const) {
        await stored(storage.deleteAsync(markOf(mark, name, ref.job)))
      }
      // The last two jobs may be removed at the same time.
      if (!(await isLast(found, ref.job, await keysNow()))) return
    }
    await drop(name)
    await sweep(storage)
  }

  async function isLast(
    { name, batch }: Found,
    last: JobId,
    keys: ReadonlySet<string>,
  ): Promise<boolean> {
    for (const job of batch.jobs.keys()) {
      const gone = markOf('gone', name, job)
      if (job === last || keys.has(gone)) continue
      if (!leaving.has(gone)) return false
      // Another window may have sent it since.
      const entry = await entryIn(name, batch, job, keys)
      if (entry?.submission.state !== 'unsent') return false
    }
    return batch.nameless === 0
  }

  function drop(name: string): Promise<void> {
    return stored(storage.deleteAsync(prefix + name))
  }

  async function readAll() {
    const keys = await keysNow()
    const all = namesIn(keys).map(async (name) => {
      const value = await get(prefix + name)
      // Its last job was removed in the meantime.
      if (value === undefined) return []
      const batch = readRun(value)
      const jobs = [...batch.jobs.keys()].filter((job) => !keys.has(markOf('gone', name, job)))
      const read = await Promise.all(jobs.map((job) => entryIn(name, batch, job, keys)))
      const entries = read.filter((entry) => entry !== null)
      return {
        name,
        run: batch.head?.run ?? null,
        file: await fileOf(name, batch),
        entries,
        unreadable: batch.nameless + jobs.length - entries.length,
      }
    })
    return (await Promise.all(all)).flat()
  }

  return {
    async read() {
      const runs = new Map<string, LedgerRun>()
      let unreadable = 0
      for (const found of await readAll()) {
        unreadable += found.unreadable
        const { run, file } = found
        if (run === null || file === null) continue
        // The plugin was closed before the batch could be removed with its last job.
        if (found.unreadable + found.entries.length === 0) await drop(found.name)
        if (found.entries.length === 0) continue
        found.entries.forEach(know)
        // The plugin may have been closed while a run was being moved to another file.
        const key = `${run}/${file.id}`
        const entries = [...(runs.get(key)?.entries ?? []), ...found.entries]
        runs.set(key, { run, file, entries })
      }
      await sweep(storage)
      return { runs: [...runs.values()], unreadable }
    },
    async add(file, entries) {
      const run = entries[0]?.plan.run
      if (run === undefined) return
      const names = namesIn(await keysNow()).filter((name) => isOfRun(name, run))
      const written = await Promise.all(names.map(batchOf))
      const fresh: LedgerEntry[] = []
      for (const entry of entries) {
        const mayBeThere = written.some(({ jobs }) => jobs.has(entry.plan.id))
        if (!mayBeThere || !(await inTurn(entry.plan.id, () => edit(refOf(entry), entry))))
          fresh.push(entry)
      }
      const [first] = fresh
      if (first === undefined) return
      const job = first.plan.id
      // A name is never used again: windows cache what was written under it.
      const name = `${run}~${job}~${String(now())}`
      await keep(storage, prefix + name, writeRun(run, file, fresh))
      fresh.forEach(know)
    },
    change: (ref, change) => inTurn(ref.job, () => edit(ref, change)),
    remove: (ref, task, before) => inTurn(ref.job, () => take(ref, task, before)),
    async isChanged(run, jobs) {
      const states = [...(await keysNow())].filter((key) => key.startsWith(`state/${run}`))
      return states.some((key) => jobs.some((job) => key.endsWith(`/${job}`)))
    },
    async find(ref) {
      const found = await find(ref)
      return found && runOf(found)
    },
    async move(from, to) {
      for (const { name, file } of await readAll()) {
        if (file?.id === from) await keep(storage, markOf('file', name, ''), to)
      }
    },
    async forget(forgotten) {
      for (const { name, file, entries, unreadable } of await readAll()) {
        if (file?.id !== forgotten) continue
        if (unreadable === 0) await drop(name)
        else for (const entry of entries) await inTurn(entry.plan.id, () => take(refOf(entry)))
      }
      await sweep(storage)
    },
  }
}
