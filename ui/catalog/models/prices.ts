import { type ModelName, modelNames } from '../../../contract/model/stored/settings.ts'
import type { Resolution } from '../../../contract/model/target.ts'

/** US dollars a picture, by resolution. */
export type PriceRow = Readonly<Record<Resolution, number>>

/** What a picture costs, as far as it is known: estimates, as HiAPI's own bill decides. */
export interface Prices {
  /** The day on which they were true, as "2026-11-01". */
  readonly trueOn: string
  readonly byModel: Readonly<Record<ModelName, PriceRow>>
}

/** Image to image, default route, as HiAPI's blog has it; the same under both of the model's names. */
const published: PriceRow = { '1K': 0.03, '2K': 0.04, '4K': 0.06 }

/** What ships with the plugin, for where the public price list can't be had. */
export const shippedPrices: Prices = {
  trueOn: '2026-11-01',
  byModel: {
    'gpt-image-2-image-to-image': published,
    'gpt-image-2/image-to-image': published,
  },
}

/** What one picture is expected to cost, in US dollars. */
export function priceOf(
  resolution: Resolution,
  prices: Prices = shippedPrices,
  model: ModelName = modelNames[0],
): number {
  return prices.byModel[model][resolution]
}
