import { expect, test } from 'vitest'
import { lookTime, nextLook } from '../../../../relay/queue/look-times.ts'

const since = 1_000_000_000_000
const seconds = (n: number) => since + n * 1_000
const took = (n: number) => ({ from: n * 1_000, to: n * 1_000 })

test('where HiAPI calls, looks only make up for calls that were lost', () => {
  expect(lookTime(180_000, { since, last: null }, [], since)).toBe(seconds(180))
  expect(lookTime(180_000, { since, last: null }, [took(20), took(400)], since)).toBe(seconds(180))
  const slow = Array.from({ length: 40 }, () => took(400))
  expect(lookTime(180_000, { since, last: null }, slow, since)).toBe(seconds(400))
  expect(lookTime(180_000, { since, last: seconds(180) }, [], seconds(180))).toBe(seconds(240))
  expect(lookTime(180_000, { since, last: seconds(599) }, [], seconds(599))).toBe(seconds(659))
  expect(lookTime(180_000, { since, last: seconds(600) }, [], seconds(600))).toBe(seconds(900))
})

test('tasks that a relay found only after a night do not make the next ones wait for a night', () => {
  const late = [took(20), took(40_000), took(40_000)]
  expect(lookTime(180_000, { since, last: null }, late, since)).toBe(seconds(600))
  // What the owner has set counts in any case.
  expect(lookTime(900_000, { since, last: null }, late, since)).toBe(seconds(900))
})

test('where it does not, looks are dense, and denser for many', () => {
  const first = nextLook(since, [since], [])
  expect(first).toBeGreaterThan(since)
  expect(first).toBeLessThanOrEqual(seconds(15))
  const next = nextLook(seconds(60), [since], [])
  expect(next).toBeGreaterThan(seconds(60))
  expect(next).toBeLessThanOrEqual(seconds(75))
  expect(nextLook(seconds(60), [since, since, since, since], [])).toBeLessThan(next)
})
