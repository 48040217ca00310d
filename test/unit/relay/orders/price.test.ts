import { expect, test } from 'vitest'
import { dollarsOf, microDollars, monthOf, priceTable } from '../../../../relay/orders/price.ts'

const model = 'gpt-image-2-image-to-image'

test('prices that came with the relay count until there is a list', () => {
  const table = priceTable(new Map(), '2027-01-05')
  expect(table.trueOn).toBe('2026-11-01')
  expect(table.byModel[model]).toEqual({ '1K': 0.03, '2K': 0.04, '4K': 0.06 })
  expect(table.of(model, '4K')).toBe(60_000)
})

test('a list’s prices count, whatever the name, and gaps are filled', () => {
  const listed = new Map([['gpt-image-2/image-to-image', new Map([['1K', 0.035]] as const)]])
  const table = priceTable(listed, '2027-01-05')
  expect(table.trueOn).toBe('2027-01-05')
  expect([table.of(model, '1K'), table.of('gpt-image-2/image-to-image', '2K')]).toEqual([
    35_000, 40_000,
  ])
})

test('sums are exact', () => {
  expect(microDollars(0.1) + microDollars(0.2)).toBe(microDollars(0.3))
  expect(microDollars(1.005)).toBe(1_005_000)
  expect(dollarsOf(1_110_000)).toBe(1.11)
})

test('a month begins at midnight in UTC', () => {
  expect(monthOf(Date.parse('2026-11-30T23:59:59.999Z'))).toBe('2026-11')
  expect(monthOf(Date.parse('2026-12-01T00:00:00Z'))).toBe('2026-12')
})
