import { expect, test } from 'vitest'
import { defaultModel } from '../../../../contract/hiapi/models/models.ts'
import { priceOf, shippedPrices } from '../../../../contract/hiapi/models/prices.ts'
import { createPriceList, takePrices } from '../../../../ui/state/prices.ts'

test('of a relay’s prices those that are known here count; the others stay as they were', () => {
  const list = createPriceList()
  takePrices(list, {
    trueOn: '2027-01-01',
    byModel: { [defaultModel.name]: { '1K': 0.5, '8K': 9 }, other: { '1K': 7 } },
  })
  const prices = list.current.value
  expect(priceOf(defaultModel, '1K', prices)).toBe(0.5)
  expect(priceOf(defaultModel, '4K', prices)).toBe(priceOf(defaultModel, '4K', shippedPrices))
  // As old as the oldest of them.
  expect(prices.trueOn).toBe(shippedPrices.trueOn)
})

test('a relay’s price that is none, and a day that is none, change nothing and stop nothing', () => {
  const list = createPriceList()
  const row = { '1K': -1, '2K': 0, '4K': 0.5 }
  takePrices(list, { trueOn: '2027-01-01', byModel: { [defaultModel.name]: row } })
  const prices = list.current.value
  expect(priceOf(defaultModel, '1K', prices)).toBe(priceOf(defaultModel, '1K', shippedPrices))
  expect(priceOf(defaultModel, '2K', prices)).toBe(priceOf(defaultModel, '2K', shippedPrices))
  const whole = { '1K': 0.1, '2K': 0.2, '4K': 0.3 }
  takePrices(list, { trueOn: 'soon', byModel: { [defaultModel.name]: whole } })
  expect(list.current.value.trueOn).toBe('1970-01-01')
})
