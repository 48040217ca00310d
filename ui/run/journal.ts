import type { Caller } from '../../plugin/protocol/channel.ts'
import { PluginError } from '../../plugin/protocol/errors.ts'
import { FileId, OwnerId } from '../../plugin/protocol/ids.ts'
import type { LedgerEntry, Submission } from '../../plugin/protocol/ledger.ts'
import type { Work } from './work.ts'

/** Tells the plugin half what has become of jobs, for the ledger and for their variants. */
export interface Journal {
  /** Writes jobs of one run down before anything is done for them. */
  begin(works: readonly Work[]): Promise<void>
  /**
   * Writes down how far a job has come; resolves once the ledger has it. Says whether its variant is
   * still there.
   *
   * @throws {PluginError} `storage-failed`
   */
  record(work: Work, submission: Submission): Promise<boolean>
  /**
   * Writes down how far a job has come, where going on does not hang on it: the window knows it, and
   * what the ledger last knew is on the safe side.
   */
  note(work: Work): Promise<void>
  /** `settled` where nothing can come of it any more. */
  fail(work: Work, reason: string, settled: boolean): Promise<void>
  /** Nothing will come of it: its placeholder goes, unless something stands behind it. */
  release(work: Work): Promise<void>
}

/** @param newId gives a new id at each call */
export function createJournal(caller: Caller, newId: () => string): Journal {
  const refOf = ({ job: { plan } }: Work) => ({ run: plan.run, job: plan.id })

  /** Runs a call that may find the variant gone; says whether it was there. */
  async function withVariant(work: Work, call: () => Promise<unknown>): Promise<boolean> {
    try {
      await call()
      return true
    } catch (error) {
      if (!(error instanceof PluginError) || error.code !== 'variant-gone') throw error
      work.job = { ...work.job, variant: null }
      return false
    }
  }

  /** What a person is told in the window need not fail because the file can't be told as well. */
  async function tell(work: Work, call: () => Promise<unknown>): Promise<void> {
    try {
      await withVariant(work, call)
    } catch (error) {
      if (!(error instanceof PluginError)) throw error
      console.warn('What became of a job could not be written down.', error)
    }
  }

  function record(work: Work, submission: Submission): Promise<boolean> {
    const { request, account, signal } = work
    const { variant: node } = work.job
    const known = { request, submission, account, stopped: signal.aborted }
    return withVariant(work, () => caller.call('record', { ...refOf(work), node, ...known }))
  }

  return {
    async begin(works) {
      await caller.call('begin', {
        file: FileId.parse(newId()),
        owner: OwnerId.parse(newId()),
        entries: works.map(entryOf),
      })
      for (const work of works) work.job = { ...work.job, isKept: true }
    },
    record,
    note: (work) => tell(work, () => record(work, work.submission)),
    async fail(work, reason, settled) {
      const { variant: node } = work.job
      await tell(work, () => caller.call('fail', { ...refOf(work), node, reason, settled }))
      if (settled) work.job = { ...work.job, isKept: false }
    },
    async release(work) {
      const { variant: node } = work.job
      await tell(work, () => caller.call('release', { ...refOf(work), node }))
      work.job = { ...work.job, variant: null, isKept: false }
    },
  }
}

function entryOf({ job, at, request, reference, submission, account, signal }: Work): LedgerEntry {
  const { id, run, source, target, size, resolution } = job.plan
  return {
    run,
    job: id,
    at,
    source: { id: source.id, page: source.page, name: source.name, bounds: source.bounds },
    target,
    size,
    resolution,
    request,
    reference,
    node: job.variant,
    submission,
    account,
    stopped: signal.aborted,
  }
}
