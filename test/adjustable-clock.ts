import type { Clock } from '../ui/lib/clock.ts'

/** A computer's clock whose wall time can be set, as a designer or the network does. */
export interface AdjustableClock extends Clock {
  /** Moves the wall time by so many milliseconds, back if negative. Durations go on as before. */
  jump(ms: number): void
}

/** Another computer's view of the same time: what reads `clock` itself sees nothing of its jumps. */
export function adjustable(clock: Clock): AdjustableClock {
  let offset = 0
  return {
    now: () => clock.now() + offset,
    monotonic: () => clock.monotonic(),
    sleep: (ms, signal) => clock.sleep(ms, signal),
    jump(ms) {
      offset += ms
    },
  }
}
