import type { Clock } from '../../ui/clock.ts'
import { joinedSignal } from '../../ui/joined-signal.ts'

/**
 * What ties one window to the world. A window in Node can't be killed as a frame can; once its lifeline
 * is cut, none of its requests, sleeps or messages ever goes out or comes back, which is the same.
 */
export interface Lifeline {
  isCut(): boolean
  /** Aborted by the cut. */
  readonly signal: AbortSignal
  /** Resolves with the cut. */
  readonly ended: Promise<void>
  cut(): void
  /** The outcome of some work, if the line still holds then; else it never comes. */
  carry<T>(work: Promise<T>): Promise<T>
}

export function createLifeline(): Lifeline {
  const controller = new AbortController()
  const { signal } = controller
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
  return {
    signal,
    ended,
    isCut: () => signal.aborted,
    cut: () => controller.abort(new Error('The window was killed')),
    carry: (work) =>
      new Promise((resolve, reject) => {
        work.then(
          (value) => {
            if (!signal.aborted) resolve(value)
          },
          (error: unknown) => {
            if (!signal.aborted) reject(error instanceof Error ? error : new Error(String(error)))
          },
        )
      }),
  }
}

/** A clock whose sleeps never end once the line is cut. */
export function mortalClock(clock: Clock, line: Lifeline): Clock {
  return {
    now: () => clock.now(),
    sleep: (ms, signal) => {
      const either = signal === undefined ? line.signal : joinedSignal(signal, line.signal).signal
      return line.carry(clock.sleep(ms, either))
    },
  }
}
