import type { ModelCell } from '../../../contract/model/target.ts'
import { targetText } from '../../formats/terms.ts'
import type { PlannedPicture } from './plan-jobs.ts'

/** The cost of one target of an order, or of several that share their pictures. */
export interface QuoteLine {
  /** The names of the targets; for a swap, the name of the layer. */
  readonly targets: readonly string[]
  readonly pictures: number
  /** US dollars, estimated. */
  readonly price: number
}

/**
 * What an order's pictures cost, target by target or layer by layer, in the order of placing.
 *
 * @param pictures the result of `picturesOf`
 * @param priceOf the price of one picture
 */
export function linesOf(
  pictures: readonly PlannedPicture[],
  priceOf: (cell: ModelCell) => number,
): readonly QuoteLine[] {
  const lines = new Map<unknown, { -readonly [Key in keyof QuoteLine]: QuoteLine[Key] }>()
  for (const { source, targets, cell } of pictures) {
    const isSwap = targets[0].target.kind === 'swap'
    // Two layers can have the same name, and each has its own cost. Sources share their targets.
    const key = isSwap ? source.id : targets
    const line = lines.get(key) ?? {
      targets: isSwap ? [source.name] : targets.map(({ target }) => targetText(target)),
      pictures: 0,
      price: 0,
    }
    line.pictures += 1
    line.price += priceOf(cell)
    lines.set(key, line)
  }
  return [...lines.values()]
}

/**
 * Whether to ask before spending this amount, in US dollars. Compared in cents, as both are shown: sums of
 * cents are inexact, and nobody is asked about “$2.00, more than the $2.00 you set”. A limit of 0 asks about
 * everything, even if no price is known.
 */
export function exceeds(price: number, limit: number): boolean {
  const [amount, most] = [price, limit].map((dollars) => Math.round(dollars * 100))
  return most === 0 || !(Number(amount) <= Number(most))
}

/** The number of pictures and their total price in US dollars. */
export function totalOf(pictures: readonly PlannedPicture[], priceOf: (cell: ModelCell) => number) {
  const price = pictures.reduce((sum, { cell }) => sum + priceOf(cell), 0)
  return { pictures: pictures.length, price }
}
