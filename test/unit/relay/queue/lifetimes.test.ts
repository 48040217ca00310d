import { expect, test } from 'vitest'
import { createLifetimes } from '../../../../relay/queue/lifetimes.ts'

test('a task ended between two looks', () => {
  const lifetimes = createLifetimes()
  expect(lifetimes.learned()).toEqual([])
  lifetimes.note(5_000, [])
  lifetimes.note(8_000, [1_000, 6_000])
  expect(lifetimes.learned()).toEqual([
    { from: 4_000, to: 7_000 },
    // It was sent after the look before.
    { from: 0, to: 2_000 },
  ])
})

test('the forty newest count', () => {
  const lifetimes = createLifetimes()
  for (let n = 1; n <= 50; n++) lifetimes.note(n * 1_000, [0])
  expect(lifetimes.learned()).toHaveLength(40)
  expect(lifetimes.learned()[39]).toEqual({ from: 49_000, to: 50_000 })
})
