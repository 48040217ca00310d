import { expect, test } from 'vitest'
import { readRetryAfter, waitBefore } from '../../../../../contract/hiapi/retries/retry-timing.ts'

const now = Date.UTC(2026, 0, 1, 12, 0, 0)

test.each([
  ['3', 3_000],
  ['0', 0],
  ['3600', 60_000],
  ['-5', 0],
  [new Date(now + 7_000).toUTCString(), 7_000],
  [new Date(now - 7_000).toUTCString(), 0],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After %s is a wait of %s ms', (header, wait) => {
  expect(readRetryAfter(header, now)).toBe(wait)
})

test('without a wish of the server the wait doubles from half a second up to eight', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6].map((attempt) => waitBefore(attempt, null, 0))
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
})

test('jitter only adds, so that an asked-for wait is always obeyed', () => {
  expect(waitBefore(0, 5_000, 0)).toBe(5_000)
  expect(waitBefore(0, 5_000, 1)).toBeGreaterThan(5_000)
})

test.each([0, 100, null])(
  'an asked-for wait of %s ms leaves the own waits as they are',
  (asked) => {
    const waits = [0, 1, 2, 6].map((attempt) => waitBefore(attempt, asked, 0))
    expect(waits).toEqual([500, 1_000, 2_000, 8_000])
  },
)
