import type { ImageModel } from '../../catalog/models/model.ts'
import type { Order } from '../../engine/planning/order.ts'
import { picturesOf, type PlannedPicture } from '../../engine/planning/plan-jobs.ts'
import type { ModelCell } from '../../../contract/model/target.ts'
import { totalOf } from '../../engine/planning/quote.ts'

/** What an order makes, and what it costs in US dollars. */
export interface Cost {
  readonly pictures: number
  readonly price: number
  /** What sharing spares, or would spare. */
  readonly shared: { readonly pictures: number; readonly price: number }
}

/** @param priceOf what one picture of a pair costs */
export function costOf(
  order: Order,
  pictures: readonly PlannedPicture[],
  priceOf: (cell: ModelCell) => number,
  model: ImageModel,
): Cost {
  const priced = totalOf(pictures, priceOf)
  const other = totalOf(picturesOf({ ...order, isShared: !order.isShared }, model), priceOf)
  return {
    ...priced,
    shared: {
      pictures: Math.abs(priced.pictures - other.pictures),
      price: Math.abs(priced.price - other.price),
    },
  }
}
