import type { PluginClient } from '../../../contract/protocol/client.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import { FileId, type NodeId, OwnerId } from '../../../contract/model/ids.ts'
import type { LedgerEntry, Submission } from '../../../contract/model/client-storage/ledger.ts'
import { framesOf, type Job } from './job.ts'
import type { ActiveJob } from './active-job.ts'
import type { ResponseOf } from '../../../contract/protocol/procedures.ts'

type Gone = ResponseOf<'updateJob'>

/** Jobs recorded in one call: two hundred at once would block the canvas. */
const mostAtOnce = 25

/** Reports the progress of jobs to the plugin half, for the ledger and for their variants. */
export interface LedgerClient {
  /** Records jobs of one run before anything is done for them. */
  addJobs(works: readonly ActiveJob[]): Promise<void>
  /**
   * Records how far a job has come; resolves once the ledger has it.
   *
   * @returns whether any of its variants still exists
   * @throws {PluginError} `storage-failed`, `storage-full`, `entry-missing`, `entry-taken`
   */
  updateJob(work: ActiveJob, submission: Submission): Promise<boolean>
  /**
   * Records how far a job is known to have come. A job that may have been paid, and is missing from the
   * ledger, is added again.
   *
   * @throws {PluginError} as `updateJob` does
   */
  keep(work: ActiveJob): Promise<void>
  /**
   * As `keep`, but a failure is only logged. The window knows the state, and the ledger's last entry is on
   * the safe side.
   */
  note(work: ActiveJob): Promise<void>
  /** `settled`: nothing more can come of it. */
  failJob(work: ActiveJob, reason: string, settled: boolean): Promise<void>
  /**
   * Nothing will come of it: its placeholders are deleted, unless they have a task, were edited or are
   * locked.
   */
  cancelJob(work: ActiveJob): Promise<void>
  /** Its picture was placed elsewhere: the layers it was to replace no longer wait for it. */
  leaveLayers(work: ActiveJob): Promise<void>
}

/** @param newId gives a new id at each call */
export function createLedgerClient(caller: PluginClient, newId: () => string): LedgerClient {
  const refOf = ({ job: { plan } }: ActiveJob) => ({ run: plan.run, job: plan.id })

  const turns = new WeakMap<ActiveJob, Promise<void>>()

  /** Keeps the reports of a job in order, so that its last stop can't remove a restarted job. */
  function inTurn(works: readonly ActiveJob[], act: () => Promise<void>): Promise<void> {
    const told = Promise.all(works.map((work) => turns.get(work) ?? Promise.resolve())).then(act)
    const ended = told.catch(() => {
      // The caller handles the error; the next report is sent all the same.
    })
    for (const work of works) turns.set(work, ended)
    return told
  }

  /** Runs a call that may find variants missing, and removes those from the job. */
  function withVariants(work: ActiveJob, call: (nodes: NodeId[]) => Promise<Gone>): Promise<void> {
    return inTurn([work], async () => {
      const { missing } = await call(framesOf(work.job))
      if (missing.length > 0) work.job = without(work.job, missing)
    })
  }

  /** Logs a failed report instead of throwing: the window can show the news without the file. */
  async function tell(work: ActiveJob, call: (nodes: NodeId[]) => Promise<Gone>): Promise<void> {
    try {
      await withVariants(work, call)
    } catch (error) {
      warn(error)
    }
  }

  function warn(error: unknown): void {
    if (!(error instanceof PluginError)) throw error
    console.warn('What became of a job could not be written down.', error)
  }

  async function updateJob(work: ActiveJob, submission: Submission): Promise<boolean> {
    const { request, reference, account, signal } = work
    const { price } = work.job.plan
    const known = { request, reference, submission, price, account, stopped: signal.aborted }
    try {
      await withVariants(work, (nodes) =>
        caller.call('updateJob', { ...refOf(work), nodes, ...known }),
      )
    } catch (error) {
      // The next try then records the job first.
      if (isMissing(error)) work.job = { ...work.job, isKept: false }
      throw error
    }
    return framesOf(work.job).length > 0
  }

  function addJobs(works: readonly ActiveJob[]): Promise<void> {
    return inTurn(works, async () => {
      for (let from = 0; from < works.length; from += mostAtOnce) {
        const some = works.slice(from, from + mostAtOnce)
        await caller.call('addJobs', {
          file: FileId.parse(newId()),
          owner: OwnerId.parse(newId()),
          entries: some.map(entryOf),
        })
        for (const work of some) work.job = { ...work.job, isKept: true }
      }
    })
  }

  async function keep(work: ActiveJob): Promise<void> {
    try {
      await updateJob(work, work.job.submission)
    } catch (error) {
      if (!isMissing(error) || work.job.submission.state === 'unsent') throw error
      await addJobs([work])
    }
  }

  return {
    addJobs,
    updateJob,
    keep,
    async note(work) {
      try {
        await keep(work)
      } catch (error) {
        warn(error)
      }
    },
    async failJob(work, reason, settled) {
      await tell(work, (nodes) =>
        caller.call('failJob', { ...refOf(work), nodes, reason, settled }),
      )
      if (settled) work.job = { ...withoutLayers(work.job), isKept: false }
    },
    async cancelJob(work) {
      await tell(work, (nodes) => caller.call('cancelJob', { ...refOf(work), nodes }))
      const { variants } = work.job
      work.job = { ...work.job, variants: variants.map(() => null), isKept: false }
    },
    async leaveLayers(work) {
      const nodes = work.job.plan.parts.flatMap(({ swaps }) => swaps ?? [])
      try {
        await inTurn([work], async () => {
          await caller.call('failJob', { ...refOf(work), nodes, reason: '', settled: true })
        })
      } catch (error) {
        warn(error)
      }
    },
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof PluginError && error.code === 'entry-missing'
}

/** The job without its deleted frames. */
export function without(job: Job, missing: readonly NodeId[]): Job {
  const variants = job.variants.map((node) =>
    node === null || missing.includes(node) ? null : node,
  )
  return { ...job, variants }
}

/** A layer that no render will replace waits for no picture: another try reserves it again. */
function withoutLayers(job: Job): Job {
  return without(
    job,
    job.plan.parts.flatMap(({ swaps }) => swaps ?? []),
  )
}

/** The job after renders have taken the places of layers. */
export function movedTo(
  job: Job,
  moved: readonly { readonly layer: NodeId; readonly render: NodeId }[],
): Job {
  const renderOf = (node: NodeId | null) =>
    moved.find(({ layer }) => layer === node)?.render ?? node
  return { ...job, variants: job.variants.map(renderOf) }
}

function entryOf({ job, at, request, reference, account, signal }: ActiveJob): LedgerEntry {
  const { plan, variants, submission } = job
  return {
    plan,
    at,
    request,
    reference,
    nodes: [...variants],
    submission,
    account,
    stopped: signal.aborted,
  }
}
