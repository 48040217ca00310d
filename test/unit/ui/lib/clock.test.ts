import { expect, test } from 'vitest'
import { monotonicTimeOf, systemClock } from '../../../../ui/lib/clock.ts'
import { adjustable } from '../../../adjustable-clock.ts'
import { createVirtualClock } from '../../../hiapi/virtual-clock.ts'

const hour = 3_600_000

test('a moment of the past is as long ago on the clock that only goes forward', async () => {
  const clock = createVirtualClock()
  await clock.advance(hour)
  expect(monotonicTimeOf(clock.now() - 8_000, clock)).toBe(hour - 8_000)
  // Before the window was opened.
  expect(monotonicTimeOf(clock.now() - 2 * hour, clock)).toBe(-hour)
})

test('a moment that is still to come by a wall clock that was set back is now', async () => {
  const clock = createVirtualClock()
  const computer = adjustable(clock)
  const begun = computer.now()
  await clock.advance(8_000)
  computer.jump(-hour)
  expect(monotonicTimeOf(begun, computer)).toBe(8_000)
})

test('the system’s clock tells the time of day, and a duration that does not depend on it', async () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000)
  const before = systemClock.monotonic()
  await systemClock.sleep(2)
  expect(systemClock.monotonic()).toBeGreaterThan(before)
})
