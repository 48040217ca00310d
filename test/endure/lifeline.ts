import type { Clock } from '../../ui/lib/clock.ts'
import { joinedSignal } from '../../ui/lib/abort-signals.ts'

/**
 * What ties one window to the world. A window in Node can't be killed as a frame can; once its lifeline
 * is cut, none of its requests, sleeps or messages ever goes out or comes back, which is the same.
 */
export interface Lifeline {
  isCut(): boolean
  /** A signal that is aborted by the cut, or with another one; to be released when it is done with. */
  tie(signal: AbortSignal | null | undefined): { readonly signal: AbortSignal; release(): void }
  /** Resolves with the cut. */
  readonly ended: Promise<void>
  cut(): void
  /** The outcome of some work, if the line still holds then; else it never comes. */
  carry<T>(work: Promise<T>): Promise<T>
}

export function createLifeline(): Lifeline {
  const controller = new AbortController()
  const { signal } = controller
  const ends = new Set<AbortController>()
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
  return {
    tie(other) {
      const end = new AbortController()
      if (signal.aborted) end.abort(signal.reason)
      else ends.add(end)
      const joined = joinedSignal(...(other ? [other] : []), end.signal)
      return {
        signal: joined.signal,
        release() {
          ends.delete(end)
          joined.release()
        },
      }
    },
    ended,
    isCut: () => signal.aborted,
    cut() {
      controller.abort(new Error('The window was killed'))
      for (const end of ends) end.abort(signal.reason)
      ends.clear()
    },
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
    monotonic: () => clock.monotonic(),
    sleep: (ms, signal) => {
      const either = line.tie(signal)
      return line.carry(clock.sleep(ms, either.signal).finally(() => either.release()))
    },
  }
}
