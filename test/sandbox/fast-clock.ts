import { type Clock, systemClock } from '../../ui/clock.ts'

/**
 * Real time, so many times faster: what the engine waits for seconds passes in moments, and stays
 * in proportion. The local HiAPI and the network run at their own speed.
 */
export function createFastClock(times: number): Clock {
  const start = Date.now()
  return {
    now: () => start + (Date.now() - start) * times,
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  }
}
