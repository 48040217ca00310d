import { expect, test } from 'vitest'
import type { Clock } from '../../../../../ui/lib/clock.ts'
import { timeLeft } from '../../../../../ui/features/tasks/time-left.ts'
import { leftText } from '../../../../../ui/features/tasks/text.ts'
import { sampleJob } from './sample-job.ts'

const now = 1_000_000
/** The wall clock and the other one differ, as they do in a browser. */
const clock: Clock = {
  now: () => now,
  monotonic: () => 5_000,
  sleep: () => Promise.reject(new Error('nobody waits')),
}
const sent = (ago: number) => sampleJob({ state: 'generating', sentAt: now - ago })
const waiting = sampleJob({ state: 'waiting' })
const left = (jobs: Parameters<typeof timeLeft>[0], usual: number | null = 10_000, places = 2) =>
  timeLeft(jobs, usual, places, clock.monotonic(), clock)

test('nothing is said while nothing is known, or nothing under way', () => {
  expect(left([sent(1_000)], null)).toBeNull()
  expect(left([])).toBeNull()
  expect(
    left([sampleJob({ state: 'done', sentAt: now }), sampleJob({ state: 'failed' })]),
  ).toBeNull()
})

test('what is sent takes what is left of the usual time, the youngest longest', () => {
  expect(left([sent(4_000)])).toBe(6_000)
  expect(left([sent(4_000), sent(1_000)])).toBe(9_000)
})

test('what is overdue is still given a share, and never less than nothing', () => {
  expect(left([sent(60_000)])).toBe(1_000)
})

test('what waits goes where a place is free first', () => {
  expect(left([waiting], 10_000)).toBe(10_000)
  expect(left([waiting, waiting], 10_000, 2)).toBe(10_000)
  expect(left([waiting, waiting, waiting], 10_000, 2)).toBe(20_000)
  // One place is free after 2 s, the other after 8 s.
  expect(left([sent(8_000), sent(2_000), waiting], 10_000, 2)).toBe(12_000)
  expect(left([sent(8_000), waiting, waiting], 10_000, 1)).toBe(22_000)
})

test('it is told in minutes, roughly', () => {
  expect([0, 29_000, 31_000, 179_000].map(leftText)).toEqual([
    'seconds left',
    'seconds left',
    'about 1 min left',
    'about 3 min left',
  ])
})
