import { expect, test } from 'vitest'
import {
  type Lifetime,
  medianLifetime,
  nextPollTime,
} from '../../../../../contract/hiapi/polling/poll-schedule.ts'

/** The ages at which one task, created at 0, is looked at until it is `until` old. */
function looks(until: number, learned: readonly Lifetime[], tasks = 1, plenty = 0): number[] {
  const created = Array.from({ length: tasks }, () => 0)
  const ages: number[] = []
  for (let at = 0; at < until;) {
    at = nextPollTime(at, created, learned, plenty)
    ages.push(at)
  }
  return ages
}

const sixSeconds = Array.from({ length: 8 }, () => ({ from: 5_900, to: 6_100 }))

test('knowing nothing, it looks more rarely the longer a task has been running', () => {
  const ages = looks(120_000, [])
  const gaps = ages.map((age, index) => age - (ages[index - 1] ?? 0))
  const early = gaps.slice(1, 5)
  const late = gaps.slice(-5)
  expect(Math.max(...early)).toBeLessThan(Math.min(...late))
  expect(ages.length).toBeLessThan(30)
})

test('having learned when tasks end, it looks rarely before and densely then', () => {
  const ages = looks(6_200, sixSeconds, 4)
  const before = ages.filter((age) => age < 5_500)
  const around = ages.filter((age) => age >= 5_700)
  expect(before.length).toBeLessThanOrEqual(2)
  expect(around.length).toBeGreaterThanOrEqual(2)
})

test('an overdue task is looked at again and again, ever more rarely', () => {
  const ages = looks(300_000, sixSeconds)
  expect(ages.length).toBeLessThan(80)
  expect(Math.max(...ages)).toBeGreaterThanOrEqual(300_000)
})

test('many tasks are looked at more often than one', () => {
  const learned = Array.from({ length: 20 }, (_, index) => ({
    from: 30_000 + index * 3_000,
    to: 32_000 + index * 3_000,
  }))
  expect(looks(90_000, learned, 10).length).toBeGreaterThan(looks(90_000, learned).length)
})

test('what is plentiful is spent more freely', () => {
  expect(looks(60_000, [], 1, 1).length).toBeGreaterThan(looks(60_000, [], 1, 0).length)
})

test('gaps are never shorter than a third of a second, nor longer than a quarter of a minute', () => {
  for (const learned of [[], sixSeconds]) {
    const ages = looks(700_000, learned, 10)
    ages.forEach((age, index) => {
      const gap = age - (ages[index - 1] ?? 0)
      expect(gap).toBeGreaterThanOrEqual(350)
      expect(gap).toBeLessThanOrEqual(15_000)
    })
  }
})

test('the usual time is the median of the newest forty; unknown before the first', () => {
  expect(medianLifetime([])).toBeNull()
  expect(medianLifetime([{ from: 4_000, to: 6_000 }])).toBe(5_000)
  const lifetimes = [9_000, 1_000, 5_000].map((age) => ({ from: age - 100, to: age + 100 }))
  expect(medianLifetime(lifetimes)).toBe(5_000)
  // One that took very long changes nothing, and neither does what is long ago.
  expect(medianLifetime([...sixSeconds, { from: 500_000, to: 600_000 }])).toBe(6_000)
  const old = Array.from({ length: 100 }, () => ({ from: 59_000, to: 61_000 }))
  const fresh = Array.from({ length: 40 }, () => ({ from: 5_900, to: 6_100 }))
  expect(medianLifetime([...old, ...fresh])).toBe(6_000)
})
