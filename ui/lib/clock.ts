/** Time, passed in so that tests can run it as fast as they like. Milliseconds throughout. */
export interface Clock {
  /**
   * Milliseconds since 1970, by the wall clock: for what is stored, shown, or compared with other
   * computers. It goes on while a laptop sleeps, and it can be set: forward and back, by any amount.
   */
  now(): number
  /**
   * Milliseconds since a moment that stays the same until the window is closed: for every duration.
   * It never goes back, whatever the wall clock is set to. On some systems it stands still while the
   * computer sleeps (https://www.w3.org/TR/hr-time-3/), as timers do.
   */
  monotonic(): number
  /** Resolves after `ms`; rejects with the signal's reason as soon as that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/**
 * A wall time of the past, in milliseconds since 1970, on the clock that only goes forward. One that is
 * still to come by the wall clock, because that was set back, is taken for now.
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
