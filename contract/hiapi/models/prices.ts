import type { Resolution } from '../../model/target.ts'
import type { ImageModel, PriceRow } from './model.ts'
import { models } from './models.ts'

/** What pictures cost, as far as it is known. Estimates: HiAPI's own bill decides. */
export interface Prices {
  /** The day on which they were valid, as "2026-11-01". */
  readonly trueOn: string
  /** By the name of the model. */
  readonly byModel: ReadonlyMap<string, PriceRow>
}

/** The prices in the plugin, for when the public price list is unavailable. */
export const shippedPrices: Prices = {
  // As old as the oldest of them.
  trueOn: models.map(({ prices }) => prices.readOn).reduce((a, b) => (a < b ? a : b)),
  byModel: new Map(models.map(({ name, prices }) => [name, prices.dollars])),
}

/** The estimated price of one picture, in US dollars. */
export function priceOf(
  model: ImageModel,
  resolution: Resolution,
  prices: Prices = shippedPrices,
): number {
  return (prices.byModel.get(model.name) ?? model.prices.dollars)[resolution]
}
