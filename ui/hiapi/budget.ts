import type { Clock } from '../clock.ts'

const minute = 60_000

/** One allowance of requests for everything that is sent to the API. */
export interface Budget {
  /** Resolves when a request may go out, and counts it. Rejects when the signal is aborted. */
  take(signal: AbortSignal): Promise<void>
  /** Nothing goes out before this time (milliseconds since 1970). */
  pauseUntil(time: number): void
  /** When sending goes on, if it is paused now. */
  pausedUntil(): number | null
}

/**
 * A sliding minute: at any time no more than `perMinute` requests within the 60 seconds before.
 * HiAPI documents 60 a minute; less is used, because requests that leave evenly can arrive bunched.
 */
export function createBudget(clock: Clock, perMinute = 56): Budget {
  const sent: number[] = []
  let paused = 0

  function waitingTime(): number {
    const now = clock.now()
    while (sent[0] !== undefined && sent[0] <= now - minute) sent.shift()
    const oldest = sent[sent.length - perMinute]
    const full = oldest === undefined ? 0 : oldest + minute - now
    return Math.max(full, paused - now, 0)
  }

  return {
    async take(signal) {
      for (;;) {
        signal.throwIfAborted()
        const wait = waitingTime()
        if (wait === 0) break
        await clock.sleep(wait, signal)
      }
      sent.push(clock.now())
    },
    pauseUntil(time) {
      paused = Math.max(paused, time)
    },
    pausedUntil: () => (paused > clock.now() ? paused : null),
  }
}
