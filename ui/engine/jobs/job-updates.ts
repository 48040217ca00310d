import type { Clock } from '../../lib/clock.ts'
import type { Failure } from '../failures/failure.ts'
import { failureOf, isHalting, isSettledBy } from '../failures/classify-failure.ts'
import type { Gate } from './pause-gate.ts'
import { type Arrived, framesOf, type Job, type JobState } from './job.ts'
import type { Journal } from './ledger-client.ts'
import type { Work } from './active-job.ts'
import { failureText } from '../failures/text.ts'

/** Where all changes of jobs go through: people see them at once, the file hears of ends. */
export interface Desk {
  update(work: Work, change: Partial<Job>): void
  enter(work: Work, name: Exclude<JobState['name'], 'failed'>): void
  /** Its picture is on the canvas, whatever was said meanwhile. */
  finish(work: Work, arrived: Arrived): void
  /** It has come to an end without a picture. */
  fail(work: Work, error: unknown): Promise<void>
  /** A person wants it again: it waits, for what is still under way of it before all. */
  reopen(work: Work): void
  /** Shows it as failed and waits for the person; the file has been told before. */
  offer(work: Work, failure: Failure): void
  /**
   * Does something that jobs can't do without, over again after each halt that it runs into.
   *
   * @throws whatever it throws that is no reason to halt
   */
  insist<Result>(act: () => Promise<Result>): Promise<Result>
  /** What stood in the way of all jobs is gone. */
  goOn(): void
  /** Nothing is sent any more until the person, or the network, says so. */
  halt(failure: Failure): void
}

export interface DeskParts {
  readonly clock: Clock
  readonly gate: Gate
  readonly journal: Journal
  /** Told after each change. */
  readonly publish: () => void
}

export function createDesk({ clock, gate, journal, publish }: DeskParts): Desk {
  const change = (work: Work, changes: Partial<Job>) => {
    work.job = { ...work.job, ...changes }
    publish()
  }

  const desk: Desk = {
    update(work, changes) {
      // Once a person has stopped it, only what is learned about it changes, not its state.
      const state = work.signal.aborted ? work.job.state : (changes.state ?? work.job.state)
      change(work, { ...changes, state })
    },
    enter(work, name) {
      if (work.job.state.name !== name) desk.update(work, { state: { name } })
    },
    finish(work, arrived) {
      change(work, {
        ...arrived,
        state: { name: 'done' },
        endedAt: clock.monotonic(),
        isKept: false,
      })
    },
    async fail(work, error) {
      const failure = failureOf(error, work.submission)
      if (isHalting(failure)) desk.halt(failure)
      if (failure.kind === 'variant-gone') {
        work.job = { ...work.job, variants: work.job.variants.map(() => null) }
      }
      const reason = failureText(failure, work.job)
      const failed = { state: { name: 'failed', failure }, endedAt: clock.monotonic() } as const
      // Without a frame on the canvas that tells of it, the window does before the ledger forgets it.
      const isFirst = framesOf(work.job).length === 0
      if (isFirst) desk.update(work, failed)
      await journal.fail(work, reason, isSettledBy(failure, work.submission))
      // A person may have pressed Retry since it was told.
      if (isFirst) publish()
      else desk.update(work, failed)
    },
    reopen(work) {
      change(work, { state: { name: 'waiting' }, endedAt: null })
    },
    offer(work, failure) {
      change(work, { state: { name: 'failed', failure }, endedAt: clock.monotonic() })
    },
    async insist(act) {
      for (;;) {
        try {
          return await act()
        } catch (error) {
          const failure = failureOf(error, { state: 'unsent' })
          if (!isHalting(failure)) throw error
          desk.halt(failure)
          await gate.passed(new AbortController().signal)
        }
      }
    },
    goOn() {
      gate.open()
      publish()
    },
    halt(failure) {
      gate.close(failure)
      publish()
    },
  }
  return desk
}
