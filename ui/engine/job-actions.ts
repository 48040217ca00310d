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

export interface ActionParts {
  readonly clock: Clock
  readonly registry: JobRegistry
  readonly updater: JobUpdater
  readonly pauseGate: PauseGate
  readonly ledger: LedgerClient
  readonly prepare: Prepare
  readonly processJob: ProcessJob
  /** Goes on after a pause of all jobs. */
  readonly resume: () => void
}

/** What a designer does with one job. */
export interface JobActions {
  readonly stop: (work: ActiveJob) => void
  readonly retry: (work: ActiveJob) => void
  /** Takes a settled job off the list for good. Its task, if it has one, stays at HiAPI. */
  readonly discard: (work: ActiveJob) => Promise<void>
  /** Shows a job as stopped that was stopped in an earlier window. */
  readonly showStopped: (work: ActiveJob) => void
}

export function createJobActions(parts: ActionParts): JobActions {
  const { clock, registry, updater, pauseGate, ledger, prepare, processJob, resume } = parts

  /** Begins again, once what is still under way of the last time has come to its end. */
  async function revive(
    work: ActiveJob,
    remedy: Remedy | null,
    before: Promise<void>,
    wasAway: boolean,
  ): Promise<void> {
    await before
    // Stopped again meanwhile, or placed after all.
    if (work.job.state.name !== 'waiting') return
    work.restart(remedy)
    const { submission } = work.job
    updater.update(work, {})
    try {
      if (!work.job.isKept) await updater.retryAfterPause(() => ledger.addJobs([work]))
      // Which of its frames are there is learned by that.
      if (wasAway) await updater.retryAfterPause(() => ledger.updateJob(work, submission))
      const hasFrame = framesOf(work.job).length > 0
      if (work.reference === null || !hasFrame) await prepare([work], null)
      // The ledger is to forget that it was stopped, and a new frame is to carry its task.
      if (!isSettled(work.job) && submission.state !== 'unsent') {
        await updater.retryAfterPause(() => ledger.keep(work))
      }
    } catch (error) {
      await updater.fail(work, error)
    }
    if (!isSettled(work.job)) await processJob(work)
    // Stopped while it was being written down: what is there now is released after all.
    else if (work.signal.aborted) await tellOfStop(work)
  }

  function showStopped(work: ActiveJob): void {
    updater.update(work, { state: { name: 'stopped' }, endedAt: clock.monotonic() })
    work.stop()
  }

  /** What was never sent is really cancelled; for the rest the ledger keeps that it was stopped. */
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
      // Whoever asks for it again wants it to be tried, whatever stood in the way.
      if (pauseGate.reason() !== null) resume()
      updater.reopen(work)
      work.processing = revive(work, remedy, before, wasAway)
    },
    async discard(work) {
      if (!isSettled(work.job)) return
      await work.processing
      // Wanted again meanwhile.
      if (!isSettled(work.job)) return
      // A frame that a task may stand behind stays, and says so: else it would be taken up again.
      if (work.job.submission.state === 'unsent') await ledger.cancelJob(work)
      else await ledger.failJob(work, discardedText, true)
      // Its render is gone, and the layer waits for it again.
      if (isAway(work.job) && isSwap(work.job.plan)) await ledger.leaveLayers(work)
      registry.remove(work)
      registry.publish()
    },
  }
}
