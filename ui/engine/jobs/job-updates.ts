import type { Clock } from '../../lib/clock.ts'
import type { Failure } from '../failures/failure.ts'
import { failureOf, isPausing, isSettledBy } from '../failures/classify-failure.ts'
import type { PauseGate } from './pause-gate.ts'
import { type Delivered, framesOf, type Job, type JobState } from './job.ts'
import type { LedgerClient } from './ledger-client.ts'
import type { ActiveJob } from './active-job.ts'
import { failureText } from '../failures/text.ts'

/** All changes of jobs go through here: the window shows each at once, the file records how jobs end. */
export interface JobUpdater {
  update(work: ActiveJob, change: Partial<Job>): void
  setState(work: ActiveJob, name: Exclude<JobState['name'], 'failed'>): void
  /** Marks a job as done, even one that was stopped: its picture is on the canvas. */
  finish(work: ActiveJob, delivered: Delivered): void
  /** Ends a job without a picture. */
  fail(work: ActiveJob, error: unknown): Promise<void>
  /** Sets a job to waiting, until its earlier processing has ended. */
  reopen(work: ActiveJob): void
  /** Shows a job as failed until the designer acts; changes nothing in the file. */
  showFailed(work: ActiveJob, failure: Failure): void
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
  const change = (work: ActiveJob, changes: Partial<Job>) => {
    work.job = { ...work.job, ...changes }
    publish()
  }

  const updater: JobUpdater = {
    update(work, changes) {
      // After a stop, only what is known about the job changes, not its state.
      const state = work.signal.aborted ? work.job.state : (changes.state ?? work.job.state)
      change(work, { ...changes, state })
    },
    setState(work, name) {
      if (work.job.state.name !== name) updater.update(work, { state: { name } })
    },
    finish(work, delivered) {
      change(work, {
        ...delivered,
        state: { name: 'done' },
        endedAt: clock.monotonic(),
        isKept: false,
      })
    },
    async fail(work, error) {
      const failure = failureOf(error, work.job.submission)
      if (isPausing(failure)) updater.pause(failure)
      if (failure.kind === 'variant-gone') {
        work.job = { ...work.job, variants: work.job.variants.map(() => null) }
      }
      const reason = failureText(failure, work.job)
      const failed = { state: { name: 'failed', failure }, endedAt: clock.monotonic() } as const
      // If no frame shows the failure, the window shows it before the ledger forgets the job.
      const isFirst = framesOf(work.job).length === 0
      if (isFirst) updater.update(work, failed)
      await ledger.failJob(work, reason, isSettledBy(failure, work.job.submission))
      // The designer may have pressed Retry since the failure was shown.
      if (isFirst) publish()
      else updater.update(work, failed)
    },
    reopen(work) {
      change(work, { state: { name: 'waiting' }, endedAt: null })
    },
    showFailed(work, failure) {
      change(work, { state: { name: 'failed', failure }, endedAt: clock.monotonic() })
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
