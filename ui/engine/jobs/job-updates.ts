import type { Clock } from '../../lib/clock.ts'
import type { Failure } from '../failures/failure.ts'
import { failureOf, isPausing, isSettledBy, isUnpaid } from '../failures/classify-failure.ts'
import type { PauseGate } from './pause-gate.ts'
import { type Delivered, framesOf, type Job, type JobState, taskOf } from './job.ts'
import type { LedgerClient } from './ledger-client.ts'
import type { ActiveJob } from './active-job.ts'
import { failureText } from '../failures/text.ts'

/** All changes of jobs go through here: the window shows each at once, the file records how jobs end. */
export interface JobUpdater {
  update(active: ActiveJob, change: Partial<Job>): void
  setState(active: ActiveJob, name: Exclude<JobState['name'], 'failed'>): void
  /** Marks a job as done, even one that was stopped: its picture is on the canvas. */
  finish(active: ActiveJob, delivered: Delivered): void
  /** Ends a job without a picture. */
  fail(active: ActiveJob, error: unknown): Promise<void>
  /** Sets a job to waiting, until its earlier processing has ended. */
  reopen(active: ActiveJob): void
  /** Shows a job as stopped, even one that waits to be tried again after a stop. */
  showStopped(active: ActiveJob): void
  /** Shows a job as failed until the designer acts; changes nothing in the file. */
  showFailed(active: ActiveJob, failure: Failure): void
  /**
   * Runs a step and repeats it after every pause, until it succeeds or fails for good.
   *
   * @throws any error of the step that is no reason to pause
   */
  retryAfterPause<Result>(act: () => Promise<Result>): Promise<Result>
  /** Ends the pause of all jobs. */
  resume(): void
  /** Pauses all jobs until the designer or the network ends the pause. */
  pause(failure: Failure): void
}

interface JobUpdaterParts {
  readonly clock: Clock
  readonly pauseGate: PauseGate
  readonly ledger: LedgerClient
  /** Called after each change. */
  readonly publish: () => void
}

export function createJobUpdater({
  clock,
  pauseGate,
  ledger,
  publish,
}: JobUpdaterParts): JobUpdater {
  const change = (active: ActiveJob, changes: Partial<Job>) => {
    active.job = { ...active.job, ...changes }
    publish()
  }

  const updater: JobUpdater = {
    update(active, changes) {
      // After a stop, only what is known about the job changes, not its state.
      const state = active.signal.aborted ? active.job.state : (changes.state ?? active.job.state)
      change(active, { ...changes, state })
    },
    setState(active, name) {
      if (active.job.state.name !== name) updater.update(active, { state: { name } })
    },
    finish(active, delivered) {
      change(active, {
        ...delivered,
        state: { name: 'done' },
        endedAt: clock.monotonic(),
        isKept: false,
      })
    },
    async fail(active, error) {
      const failure = failureOf(error, active.job.submission)
      if (isPausing(failure)) updater.pause(failure)
      if (failure.kind === 'variant-gone') {
        active.job = { ...active.job, variants: active.job.variants.map(() => null) }
      }
      const reason = failureText(failure, active.job)
      const failed = { state: { name: 'failed', failure }, endedAt: clock.monotonic() } as const
      // If no frame shows the failure, the window shows it before the ledger forgets the job.
      const isFirst = framesOf(active.job).length === 0
      if (isFirst) updater.update(active, failed)
      const { submission } = active.job
      const unpaid = isUnpaid(failure) ? (taskOf(active.job) ?? undefined) : undefined
      const told = ledger.failJob(active, reason, isSettledBy(failure, submission), unpaid)
      // Another try has to know whether the ledger still has the job.
      active.processing = active.processing.then(() => told)
      await told
      // The designer may have pressed Retry since the failure was shown.
      if (isFirst) publish()
      else updater.update(active, failed)
    },
    reopen(active) {
      change(active, { state: { name: 'waiting' }, endedAt: null })
    },
    showStopped(active) {
      change(active, { state: { name: 'stopped' }, endedAt: clock.monotonic() })
    },
    showFailed(active, failure) {
      change(active, { state: { name: 'failed', failure }, endedAt: clock.monotonic() })
    },
    async retryAfterPause(act) {
      for (;;) {
        try {
          return await act()
        } catch (error) {
          const failure = failureOf(error, { state: 'unsent' })
          if (!isPausing(failure)) throw error
          updater.pause(failure)
          await pauseGate.passed(new AbortController().signal)
        }
      }
    },
    resume() {
      pauseGate.open()
      publish()
    },
    pause(failure) {
      pauseGate.close(failure)
      publish()
    },
  }
  return updater
}
