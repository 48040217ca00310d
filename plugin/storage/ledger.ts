import type { FileId, JobId, RunId } from '../protocol/ids.ts'
import type { JobRef, LedgerEntry, LedgerRun } from '../protocol/ledger.ts'
import { type ClientStorage, stored } from './client-storage.ts'
import { readRun, writeRun } from './ledger-run.ts'

const prefix = 'run/'
const keyOf = (run: RunId) => prefix + run

/** This person's journal of what was asked for and is not settled yet, on this computer. */
export interface Ledger {
  /** Every run that has unsettled jobs, in whichever file. What can't be read is left where it is. */
  runs(): Promise<LedgerRun[]>
  /** Writes jobs of one run down: all of them, or none. */
  add(file: LedgerRun['file'], entries: readonly LedgerEntry[]): Promise<void>
  /** Changes what is known of jobs; those that are not there (any more) stay away. */
  change(run: RunId, changes: ReadonlyMap<JobId, Partial<LedgerEntry>>): Promise<void>
  remove(ref: JobRef): Promise<void>
  forget(file: FileId): Promise<void>
}

/**
 * One value in client storage for each run, so that jobs are written down together and their prompt
 * once. One write at a time for each run: what changes meanwhile goes along in the next.
 * All of it throws `PluginError` `storage-failed`.
 */
export function createLedger(storage: ClientStorage): Ledger {
  const held = new Map<RunId, LedgerRun>()
  const writing = new Map<RunId, Promise<void>>()
  const waiting = new Map<RunId, Promise<void>>()

  /** After it, `held` has the run, if there is one. */
  async function load(id: RunId): Promise<void> {
    if (held.has(id)) return
    const run = readRun(await stored(storage.getAsync(keyOf(id))))
    // Another change may have loaded it meanwhile, and gone on.
    if (run !== null && !held.has(id)) held.set(id, run)
  }

  function save(id: RunId): Promise<void> {
    const queued = waiting.get(id)
    if (queued !== undefined) return queued
    const next = (writing.get(id) ?? Promise.resolve()).then(() => {
      waiting.delete(id)
      const written = write(id)
      const ended = written.catch(() => {
        // Whoever asked for it hears of it; the next write is tried all the same.
      })
      writing.set(id, ended)
      return written
    })
    waiting.set(id, next)
    return next
  }

  async function write(id: RunId): Promise<void> {
    const run = held.get(id)
    if (run !== undefined && run.entries.length > 0) {
      await stored(storage.setAsync(keyOf(id), writeRun(run)))
      return
    }
    held.delete(id)
    await stored(storage.deleteAsync(keyOf(id)))
  }

  async function edit(
    id: RunId,
    edited: (entries: readonly LedgerEntry[]) => readonly LedgerEntry[],
  ): Promise<void> {
    await load(id)
    // Only now: other changes were made during the wait.
    const run = held.get(id)
    if (run === undefined) return
    held.set(id, { ...run, entries: edited(run.entries) })
    await save(id)
  }

  async function runs(): Promise<LedgerRun[]> {
    const keys = (await stored(storage.keysAsync())).filter((key) => key.startsWith(prefix))
    const found: LedgerRun[] = []
    for (const key of keys) {
      const run = readRun(await stored(storage.getAsync(key)))
      if (run !== null) found.push(run)
      else console.warn(`The ledger can’t be read at ${key}`)
    }
    return found
  }

  return {
    runs,
    async add(file, entries) {
      const id = entries[0]?.run
      if (id === undefined) return
      await load(id)
      const before = held.get(id) ?? { file, run: id, entries: [] }
      const added = new Set(entries.map(({ job }) => job))
      const others = before.entries.filter(({ job }) => !added.has(job))
      held.set(id, { ...before, entries: [...others, ...entries] })
      try {
        await save(id)
      } catch (error) {
        held.set(id, before)
        throw error
      }
    },
    change: (id, changes) =>
      edit(id, (entries) => entries.map((entry) => ({ ...entry, ...changes.get(entry.job) }))),
    remove: ({ run, job }) => edit(run, (entries) => entries.filter((entry) => entry.job !== job)),
    async forget(file) {
      for (const run of await runs()) if (run.file.id === file) await edit(run.run, () => [])
    },
  }
}
