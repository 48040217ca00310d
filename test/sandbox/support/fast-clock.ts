import { type Clock, systemClock } from '../../../ui/lib/clock.ts'
import { type AdjustableClock, adjustable } from '../../adjustable-clock.ts'

/**
 * Real time, so many times faster: what the engine waits for seconds passes in moments, and stays
 * in proportion. The local HiAPI and the network run at their own speed.
 */
export function createFastClock(times: number): AdjustableClock {
  const start = { wall: systemClock.now(), monotonic: systemClock.monotonic() }
  const elapsed = () => (systemClock.monotonic() - start.monotonic) * times
  const clock: Clock = {
    now: () => start.wall + elapsed(),
    monotonic: elapsed,
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  }
  return adjustable(clock)
}
