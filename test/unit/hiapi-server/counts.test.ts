import { expect, test } from 'vitest'
import { countBy, mostAtOnce, mostInAMinute } from '../../hiapi/counts.ts'
import { createFaults } from '../../hiapi/faults/faults.ts'
import { seeded } from '../../seeded.ts'

const request = { method: 'POST', path: '', query: new URLSearchParams(), headers: {}, body: '' }

test('the most in any minute: the sixtieth second is the next one', () => {
  expect(mostInAMinute([])).toBe(0)
  expect(mostInAMinute([70_000, 0, 59_999, 10_000])).toBe(3)
  expect(mostInAMinute([0, 60_000, 120_000])).toBe(1)
})

test('the most at once: who ends makes room', () => {
  const span = (createdAt: number, endsAt: number) => ({ createdAt, endsAt })
  expect(mostAtOnce([])).toBe(0)
  expect(mostAtOnce([span(0, 10), span(10, 20), span(20, 30)])).toBe(1)
  expect(mostAtOnce([span(0, 10), span(9, 20), span(5, Infinity), span(20, Infinity)])).toBe(3)
})

test('how often each is there', () => {
  expect([...countBy(['a', 'b', 'a'], (name) => name)]).toEqual([
    ['a', 2],
    ['b', 1],
  ])
})

test('a fault strikes its share, always the same for a seed, and leaves the rest to the next rule', () => {
  const strikes = (seed: number) => {
    const faults = createFaults(
      [
        { on: 'webhook', share: 0.3, fault: { kind: 'webhook-duplicate' } },
        { on: 'webhook', share: 0.2, fault: { kind: 'webhook-never' } },
      ],
      seeded(seed),
    )
    return Array.from({ length: 2_000 }, () => faults.take('webhook', request)?.kind ?? 'none')
  }
  const counts = countBy(strikes(7), (kind) => kind)
  expect(counts.get('webhook-duplicate')).toBeCloseTo(600, -2)
  expect(counts.get('webhook-never')).toBeCloseTo(280, -2)
  expect(strikes(7)).toEqual(strikes(7))
  expect(strikes(8)).not.toEqual(strikes(7))
})
