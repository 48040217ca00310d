import type { Clock } from '../lib/clock.ts'
import type { Remedy } from './failures/failure.ts'
import { discardedText } from './failures/text.ts'
import type { JobRegistry } from './job-registry.ts'
import type { Work } from './jobs/active-job.ts'
import { framesOf, isAway, isSettled } from './jobs/job.ts'
import type { Desk } from './jobs/job-updates.ts'
import type { Journal } from './jobs/ledger-client.ts'
import type { Gate } from './jobs/pause-gate.ts'
import type { Prepare } from './pipeline/prepare.ts'
import type { Pursue } from './pipeline/process-job.ts'
import { isSwap } from './planning/job-plan.ts'

export interface ActionParts {
  readonly clock: Clock
  readonly registry: JobRegistry
  readonly desk: Desk
  readonly gate: Gate
  readonly journal: Journal
  readonly prepare: Prepare
  readonly pursue: Pursue
  /** Goes on after a pause of all jobs. */
  readonly resume: () => void
}

/** What a person does with one job. */
export interface JobActions {
  stop(work: Work): void
  retry(work: Work): void
  /** Takes a settled job off the list for good. Its task, if it has one, stays at HiAPI. */
  discard(work: Work): Promise<void>
  /** Shows a job as stopped that was stopped in an earlier window. */
  showStopped(work: Work): void
}

export function createJobActions(parts: ActionParts): JobActions {
  const { clock, registry, desk, gate, journal, prepare, pursue, resume } = parts

  /** Begins again, once what is still under way of the last time has come to its end. */
  async function revive(
    work: Work,
    remedy: Remedy | null,
    before: Promise<void>,
    wasAway: boolean,
  ): Promise<void> {
    await before
    // Stopped again meanwhile, or placed after all.
    if (work.job.state.name !== 'waiting') return
    work.restart(remedy)
    const { submission } = work
    desk.update(work, { submission: submission.state })
    try {
      if (!work.job.isKept) await desk.insist(() => journal.begin([work]))
      // Which of its frames are there is learned by that.
      if (wasAway) await desk.insist(() => journal.record(work, submission))
      const hasFrame = framesOf(work.job).length > 0
      if (work.reference === null || !hasFrame) await prepare([work], null)
      // The ledger is to forget that it was stopped, and a new frame is to carry its task.
      if (!isSettled(work.job) && submission.state !== 'unsent') {
        await desk.insist(() => journal.keep(work))
      }
    } catch (error) {
      await desk.fail(work, error)
    }
    if (!isSettled(work.job)) await pursue(work)
    // Stopped while it was being written down: what is there now is released after all.
    else if (work.signal.aborted) await tellOfStop(work)
  }

  function showStopped(work: Work): void {
    desk.update(work, { state: { name: 'stopped' }, endedAt: clock.monotonic() })
    work.stop()
  }

  /** What was never sent is really cancelled; for the rest the ledger keeps that it was stopped. */
  async function tellOfStop(work: Work): Promise<void> {
    if (work.submission.state === 'unsent') {
      await journal.release(work)
      registry.publish()
      return
    }
    await journal.note(work)
  }

  return {
    showStopped,
    stop(work) {
      if (isSettled(work.job)) return
      showStopped(work)
      work.pursuit = Promise.all([work.pursuit, tellOfStop(work)]).then(() => {})
    },
    retry(work) {
      const { state } = work.job
      if (state.name !== 'failed' && state.name !== 'stopped') return
      const remedy = state.name === 'failed' ? state.failure.remedy : null
      const wasAway = isAway(work.job)
      const before = work.pursuit
      // Whoever asks for it again wants it to be tried, whatever stood in the way.
      if (gate.reason() !== null) resume()
      desk.reopen(work)
      work.pursuit = revive(work, remedy, before, wasAway)
    },
    async discard(work) {
      if (!isSettled(work.job)) return
      await work.pursuit
      // Wanted again meanwhile.
      if (!isSettled(work.job)) return
      // A frame that a task may stand behind stays, and says so: else it would be taken up again.
      if (work.submission.state === 'unsent') await journal.release(work)
      else await journal.fail(work, discardedText, true)
      // Its render is gone, and the layer waits for it again.
      if (isAway(work.job) && isSwap(work.job.plan)) await journal.leaveLayers(work)
      registry.remove(work)
      registry.publish()
    },
  }
}
