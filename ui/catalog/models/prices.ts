import type { Resolution } from '../../../contract/model/target.ts'
import type { ImageModel, PriceRow } from './model.ts'
import { models } from './models.ts'

/** What a picture costs, as far as it is known: estimates, as HiAPI's own bill decides. */
export interface Prices {
  /** The day on which they were true, as "2026-11-01". */
  readonly trueOn: string
  /** By the name of the model. */
  readonly byModel: ReadonlyMap<string, PriceRow>
}

/** What ships with the plugin, for where the public price list can't be had. */
export const shippedPrices: Prices = {
  // As old as the oldest of them.
  trueOn: models.map(({ prices }) => prices.readOn).reduce((a, b) => (a < b ? a : b)),
  byModel: new Map(models.map(({ name, prices }) => [name, prices.dollars])),
}

/** What one picture is expected to cost, in US dollars. */
export function priceOf(
  model: ImageModel,
  resolution: Resolution,
  prices: Prices = shippedPrices,
): number {
  return (prices.byModel.get(model.name) ?? model.prices.dollars)[resolution]
}
