import type { Remedy } from './failures/failure.ts'
import { discardedText } from './failures/text.ts'
import type { JobRegistry } from './job-registry.ts'
import type { ActiveJob } from './jobs/active-job.ts'
import { framesOf, isAway, isSettled, taskOf } from './jobs/job.ts'
import type { JobUpdater } from './jobs/job-updates.ts'
import type { LedgerClient } from './jobs/ledger-client.ts'
import type { PauseGate } from './jobs/pause-gate.ts'
import type { Prepare } from './pipeline/prepare.ts'
import type { ProcessJob } from './pipeline/process-job.ts'
import type { TaskId } from '../../contract/model/ids.ts'
import type { RelayLink } from '../services/relay/relay-link.ts'
import { isSwap } from '../../contract/model/job-plan.ts'

interface ActionParts {
  readonly registry: JobRegistry
  readonly updater: JobUpdater
  readonly pauseGate: PauseGate
  readonly ledger: LedgerClient
  readonly prepare: Prepare
  readonly processJob: ProcessJob
  /** Ends a pause of all jobs. */
  readonly resume: () => void
  readonly relay: Pick<RelayLink, 'known'>
  /** Stops a task that a relay has not sent yet; false if it is too late. */
  readonly stopAtRelay: (task: TaskId) => Promise<boolean>
}

/** What the designer can do with one job. */
export interface JobActions {
  readonly stop: (active: ActiveJob) => void
  readonly retry: (active: ActiveJob) => void
  /** Removes a settled job from the list for good. Its task, if any, stays at HiAPI. */
  readonly discard: (active: ActiveJob) => Promise<void>
  /** Shows a job as stopped that an earlier window stopped. */
  readonly showStopped: (active: ActiveJob) => void
}

export function createJobActions(parts: ActionParts): JobActions {
  const { registry, updater, pauseGate, ledger, prepare, processJob, resume } = parts

  /** Restarts a job once its earlier processing has ended. */
  async function revive(
    active: ActiveJob,
    remedy: Remedy | null,
    before: Promise<void>,
    wasAway: boolean,
  ): Promise<void> {
    await before
    // Stopped again during the wait, or placed after all.
    if (active.job.state.name !== 'waiting') return
    active.restart(remedy)
    const { submission } = active.job
    updater.update(active, {})
    try {
      if (!active.job.isKept) await updater.retryAfterPause(() => ledger.addJobs([active]))
      // The answer shows which of its frames still exist.
      if (wasAway) await updater.retryAfterPause(() => ledger.updateJob(active, submission))
      const hasFrame = framesOf(active.job).length > 0
      if (active.reference === null || !hasFrame) await prepare([active], null)
      // The ledger must drop the stop, and a new frame must carry the task.
      if (!isSettled(active.job) && submission.state !== 'unsent') {
        await updater.retryAfterPause(() => ledger.keep(active))
      }
    } catch (error) {
      await updater.fail(active, error)
    }
    if (!isSettled(active.job)) await processJob(active)
    // Stopped while it was being recorded: what exists by now is released.
    else if (active.signal.aborted) await tellOfStop(active)
  }

  function showStopped(active: ActiveJob): void {
    updater.showStopped(active)
    active.stop()
  }

  /** An unsent job is really cancelled; for any other, the ledger keeps the stop. */
  async function tellOfStop(active: ActiveJob): Promise<void> {
    if (active.job.submission.state === 'unsent') {
      await ledger.cancelJob(active)
      registry.publish()
      return
    }
    await ledger.note(active)
  }

  /** Stops a task that a relay has not sent yet: no picture is made, and nothing is paid. */
  async function withdraw(active: ActiveJob): Promise<void> {
    const task = taskOf(active.job)
    // Retried, or placed after all.
    if (task === null || active.job.state.name !== 'stopped') return
    if ((await parts.relay.known()) === null) return
    if (!(await parts.stopAtRelay(task))) return
    active.withdraw()
    // Tell the frame that it has no task, so that it may be deleted.
    await ledger.note(active)
    await ledger.cancelJob(active, task)
    registry.publish()
  }

  return {
    showStopped,
    stop(active) {
      if (isSettled(active.job)) return
      showStopped(active)
      active.processing = Promise.all([active.processing, tellOfStop(active)]).then(() =>
        withdraw(active),
      )
    },
    retry(active) {
      const { state } = active.job
      if (state.name !== 'failed' && state.name !== 'stopped') return
      const remedy = state.name === 'failed' ? state.failure.remedy : null
      const wasAway = isAway(active.job)
      const before = active.processing
      // The designer wants another try, whatever caused the pause.
      if (pauseGate.reason() !== null) resume()
      updater.reopen(active)
      active.processing = revive(active, remedy, before, wasAway)
    },
    async discard(active) {
      if (!isSettled(active.job)) return
      await active.processing
      // Retried during the wait.
      if (!isSettled(active.job)) return
      // A frame that may have a task stays and says so: otherwise the job would be recovered again.
      if (active.job.submission.state === 'unsent') await ledger.cancelJob(active)
      else await ledger.failJob(active, discardedText, true)
      // The render is gone and its layer waits again: release the layer.
      if (isAway(active.job) && isSwap(active.job.plan)) await ledger.leaveLayers(active)
      registry.remove(active)
      registry.publish()
    },
  }
}
