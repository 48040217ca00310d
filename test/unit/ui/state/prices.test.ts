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
