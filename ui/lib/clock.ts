/** Time, passed in so that tests can run it at any speed. Milliseconds throughout. */
export interface Clock {
  /**
   * Milliseconds since 1970, by the wall clock: for values that are stored, shown, or compared with other
   * computers. It continues while a laptop sleeps, and can be set forward or back by any amount.
   */
  now(): number
  /**
   * Milliseconds since a moment that is fixed until the window is closed: for every duration. It never goes
   * back, whatever the wall clock is set to. On some systems it stops while the computer sleeps
   * (https://www.w3.org/TR/hr-time-3/), as timers do.
   */
  monotonic(): number
  /** Resolves after `ms`; rejects with the signal's reason as soon as that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/**
 * Converts a past wall time, in milliseconds since 1970, to the monotonic clock. A time that seems to lie
 * in the future, because the wall clock was set back, counts as now.
 */
export function monotonicTimeOf(wall: number, clock: Clock): number {
  return clock.monotonic() - Math.max(0, clock.now() - wall)
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error)
        return
      }
      const stop = () => {
        clearTimeout(timer)
        reject(signal?.reason as Error)
      }
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, ms)
      signal?.addEventListener('abort', stop, { once: true })
    }),
}
