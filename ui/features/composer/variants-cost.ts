import type { ModelCell } from '../../../contract/model/target.ts'
import type { PlannedPicture } from '../../engine/planning/plan-jobs.ts'
import { totalOf } from '../../engine/planning/quote.ts'

/** The number of pictures of an order, and their price in US dollars. */
export interface Cost {
  readonly pictures: number
  readonly price: number
  /** What sharing saves, or would save. */
  readonly shared: { readonly pictures: number; readonly price: number }
}

/**
 * @param pictures the result of `picturesOf` for the order, shared or not
 * @param priceOf the price of one picture
 */
export function costOf(
  pictures: readonly PlannedPicture[],
  priceOf: (cell: ModelCell) => number,
): Cost {
  // Targets are shared the same way for each source and each copy.
  const [first] = pictures
  const ofOne = pictures.filter(({ source, copy }) => source === first?.source && copy === 1)
  const times = ofOne.length === 0 ? 0 : pictures.length / ofOne.length
  const shared = { pictures: 0, price: 0 }
  const known = new Set<string>()
  for (const { cell, promptKey, targets } of ofOne) {
    const [{ target }] = targets
    if (target.kind !== 'placement') continue
    const key = [cell.ratio, cell.resolution, promptKey].join('\n')
    const spared = times * (known.has(key) ? 1 : targets.length - 1)
    known.add(key)
    shared.pictures += spared
    shared.price += spared * priceOf(cell)
  }
  return { ...totalOf(pictures, priceOf), shared }
}
