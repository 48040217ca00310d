import type { PluginClient } from '../../../contract/protocol/client.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import { FileId, type NodeId, OwnerId, type TaskId } from '../../../contract/model/ids.ts'
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
  addJobs(activeJobs: readonly ActiveJob[]): Promise<void>
  /**
   * Records how far a job has come; resolves once the ledger has it.
   *
   * @returns whether any of its variants still exists
   * @throws {PluginError} `storage-failed`, `storage-full`, `entry-missing`, `entry-taken`
   */
  updateJob(active: ActiveJob, submission: Submission): Promise<boolean>
  /**
   * Records how far a job is known to have come. A job that may have been paid, and is missing from the
   * ledger, is added again.
   *
   * @throws {PluginError} as `updateJob` does
   */
  keep(active: ActiveJob): Promise<void>
  /**
   * As `keep`, but a failure is only logged. The window knows the state, and the ledger's last entry is on
   * the safe side.
   */
  note(active: ActiveJob): Promise<void>
  /** `settled`: nothing more can come of it. */
  failJob(active: ActiveJob, reason: string, settled: boolean, unpaid?: TaskId): Promise<void>
  /**
   * Nothing will come of it: its placeholders are deleted, unless they have a task, were edited or are
   * locked.
   */
  cancelJob(active: ActiveJob, unpaid?: TaskId): Promise<void>
  /** Its picture was placed elsewhere: the layers it was to replace no longer wait for it. */
  leaveLayers(active: ActiveJob): Promise<void>
}

/** @param newId gives a new id at each call */
export function createLedgerClient(plugin: PluginClient, newId: () => string): LedgerClient {
  const refOf = ({ job: { plan } }: ActiveJob) => ({ run: plan.run, job: plan.id })

  const turns = new WeakMap<ActiveJob, Promise<void>>()

  /** Keeps the reports of a job in order, so that its last stop can't remove a restarted job. */
  function inTurn(activeJobs: readonly ActiveJob[], act: () => Promise<void>): Promise<void> {
    const done = Promise.all(
      activeJobs.map((active) => turns.get(active) ?? Promise.resolve()),
    ).then(act)
    const ended = done.catch(() => {
      // The caller handles the error; the next report is sent all the same.
    })
    for (const active of activeJobs) turns.set(active, ended)
    return done
  }

  /** Runs a call that may find variants missing, and removes those from the job. */
  function withVariants(
    active: ActiveJob,
    call: (nodes: NodeId[]) => Promise<Gone>,
  ): Promise<void> {
    return inTurn([active], async () => {
      const { missing } = await call(framesOf(active.job))
      if (missing.length > 0) active.job = without(active.job, missing)
    })
  }

  /** Logs a failed report instead of throwing: the window can show the change without the file. */
  async function tell(active: ActiveJob, call: (nodes: NodeId[]) => Promise<Gone>): Promise<void> {
    try {
      await withVariants(active, call)
    } catch (error) {
      warn(error)
    }
  }

  function warn(error: unknown): void {
    if (!(error instanceof PluginError)) throw error
    console.warn('What became of a job could not be written down.', error)
  }

  async function updateJob(active: ActiveJob, submission: Submission): Promise<boolean> {
    const { request, reference, account, signal } = active
    const { price } = active.job.plan
    const known = { request, reference, submission, price, account, stopped: signal.aborted }
    try {
      await withVariants(active, (nodes) =>
        plugin.call('updateJob', { ...refOf(active), nodes, ...known }),
      )
    } catch (error) {
      // The next try then records the job first.
      if (isMissing(error)) active.job = { ...active.job, isKept: false }
      throw error
    }
    return framesOf(active.job).length > 0
  }

  function addJobs(activeJobs: readonly ActiveJob[]): Promise<void> {
    return inTurn(activeJobs, async () => {
      for (let from = 0; from < activeJobs.length; from += mostAtOnce) {
        const some = activeJobs.slice(from, from + mostAtOnce)
        await plugin.call('addJobs', {
          file: FileId.parse(newId()),
          owner: OwnerId.parse(newId()),
          entries: some.map(entryOf),
        })
        for (const active of some) active.job = { ...active.job, isKept: true }
      }
    })
  }

  async function keep(active: ActiveJob): Promise<void> {
    try {
      await updateJob(active, active.job.submission)
    } catch (error) {
      if (!isMissing(error) || active.job.submission.state === 'unsent') throw error
      // Placed in the meantime, it is missing on purpose.
      if (active.job.state.name !== 'done') await addJobs([active])
    }
  }

  return {
    addJobs,
    updateJob,
    keep,
    async note(active) {
      try {
        await keep(active)
      } catch (error) {
        warn(error)
      }
    },
    async failJob(active, reason, settled, unpaid) {
      await tell(active, (nodes) =>
        plugin.call('failJob', { ...refOf(active), nodes, reason, settled, unpaid }),
      )
      if (settled) active.job = { ...withoutLayers(active.job), isKept: false }
    },
    async cancelJob(active, unpaid) {
      await tell(active, (nodes) => plugin.call('cancelJob', { ...refOf(active), nodes, unpaid }))
      const { variants } = active.job
      active.job = { ...active.job, variants: variants.map(() => null), isKept: false }
    },
    async leaveLayers(active) {
      const nodes = active.job.plan.parts.flatMap(({ swaps }) => swaps ?? [])
      try {
        await inTurn([active], async () => {
          await plugin.call('failJob', { ...refOf(active), nodes, reason: '', settled: true })
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

function entryOf({ job, request, reference, account, signal }: ActiveJob): LedgerEntry {
  const { plan, at, variants, submission } = job
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
