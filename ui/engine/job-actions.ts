import type { Clock } from '../lib/clock.ts'
import type { Remedy } from './failures/failure.ts'
import { discardedText } from './failures/text.ts'
import type { JobRegistry } from './job-registry.ts'
import type { ActiveJob } from './jobs/active-job.ts'
import { framesOf, isAway, isSettled } from './jobs/job.ts'
import type { JobUpdater } from './jobs/job-updates.ts'
import type { LedgerClient } from './jobs/ledger-client.ts'
import type { PauseGate } from './jobs/pause-gate.ts'
import type { Prepare } from './pipeline/prepare.ts'
import type { ProcessJob } from './pipeline/process-job.ts'
import { isSwap } from '../../contract/model/job-plan.ts'

interface ActionParts {
  readonly clock: Clock
  readonly registry: JobRegistry
  readonly updater: JobUpdater
  readonly pauseGate: PauseGate
  readonly ledger: LedgerClient
  readonly prepare: Prepare
  readonly processJob: ProcessJob
  /** Ends a pause of all jobs. */
  readonly resume: () => void
}

/** What the designer can do with one job. */
export interface JobActions {
  readonly stop: (work: ActiveJob) => void
  readonly retry: (work: ActiveJob) => void
  /** Removes a settled job from the list for good. Its task, if any, stays at HiAPI. */
  readonly discard: (work: ActiveJob) => Promise<void>
  /** Shows a job as stopped that an earlier window stopped. */
  readonly showStopped: (work: ActiveJob) => void
}

export function createJobActions(parts: ActionParts): JobActions {
  const { clock, registry, updater, pauseGate, ledger, prepare, processJob, resume } = parts

  /** Restarts a job once its earlier processing has ended. */
  async function revive(
    work: ActiveJob,
    remedy: Remedy | null,
    before: Promise<void>,
    wasAway: boolean,
  ): Promise<void> {
    await before
    // Stopped again during the wait, or placed after all.
    if (work.job.state.name !== 'waiting') return
    work.restart(remedy)
    const { submission } = work.job
    updater.update(work, {})
    try {
      if (!work.job.isKept) await updater.retryAfterPause(() => ledger.addJobs([work]))
      // The answer shows which of its frames still exist.
      if (wasAway) await updater.retryAfterPause(() => ledger.updateJob(work, submission))
      const hasFrame = framesOf(work.job).length > 0
      if (work.reference === null || !hasFrame) await prepare([work], null)
      // The ledger must drop the stop, and a new frame must carry the task.
      if (!isSettled(work.job) && submission.state !== 'unsent') {
        await updater.retryAfterPause(() => ledger.keep(work))
      }
    } catch (error) {
      await updater.fail(work, error)
    }
    if (!isSettled(work.job)) await processJob(work)
    // Stopped while it was being recorded: what exists by now is released.
    else if (work.signal.aborted) await tellOfStop(work)
  }

  function showStopped(work: ActiveJob): void {
    updater.update(work, { state: { name: 'stopped' }, endedAt: clock.monotonic() })
    work.stop()
  }

  /** An unsent job is really cancelled; for any other, the ledger keeps the stop. */
  async function tellOfStop(work: ActiveJob): Promise<void> {
    if (work.job.submission.state === 'unsent') {
      await ledger.cancelJob(work)
      registry.publish()
      return
    }
    await ledger.note(work)
  }

  return {
    showStopped,
    stop(work) {
      if (isSettled(work.job)) return
      showStopped(work)
      work.processing = Promise.all([work.processing, tellOfStop(work)]).then(() => {})
    },
    retry(work) {
      const { state } = work.job
      if (state.name !== 'failed' && state.name !== 'stopped') return
      const remedy = state.name === 'failed' ? state.failure.remedy : null
      const wasAway = isAway(work.job)
      const before = work.processing
      // The designer wants another try, whatever caused the pause.
      if (pauseGate.reason() !== null) resume()
      updater.reopen(work)
      work.processing = revive(work, remedy, before, wasAway)
    },
    async discard(work) {
      if (!isSettled(work.job)) return
      await work.processing
      // Retried during the wait.
      if (!isSettled(work.job)) return
      // A frame that may have a task stays and says so: otherwise the job would be recovered again.
      if (work.job.submission.state === 'unsent') await ledger.cancelJob(work)
      else await ledger.failJob(work, discardedText, true)
      // The render is gone and its layer waits again: release the layer.
      if (isAway(work.job) && isSwap(work.job.plan)) await ledger.leaveLayers(work)
      registry.remove(work)
      registry.publish()
    },
  }
}
