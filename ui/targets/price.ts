import { shippedPrices } from './prices.ts'

export { priceOf } from './prices.ts'
export const pricesTrueOn = shippedPrices.trueOn
