import { monthNames } from './dates.ts'
import { counted, digits, join, listed } from './format.ts'

/** Every sentence about what pictures cost. All amounts are US dollars, and estimates. */

/** "$0.18", "$1,234.50"; an amount below a cent is not shown as zero. */
export function dollars(amount: number): string {
  return amount > 0 && amount < 0.005 ? 'less than $0.01' : `$${digits(amount.toFixed(2))}`
}

/** "6 pictures, about $0.18" */
export function priceText(pictures: number, price: number): string {
  const cost = dollars(price)
  return counted(pictures, `1 picture, about ${cost}`, `# pictures, about ${cost}`)
}

/** "Instagram story and Reel cover: 1 picture, about $0.04" */
export function lineText(line: {
  readonly targets: readonly string[]
  readonly pictures: number
  readonly price: number
}): string {
  return `${listed(line.targets)}: ${priceText(line.pictures, line.price)}`
}

/** "Estimates by the prices of 1 November 2026. HiAPI’s bill decides." */
export function pricesText(trueOn: string): string {
  const [year = '', month = '', day = ''] = trueOn.split('-')
  const name = monthNames[Number(month) - 1] ?? month
  return `Estimates by the prices of ${String(Number(day))} ${name} ${year}. HiAPI’s bill decides.`
}

/** The question before a run that exceeds the designer's limit. */
export function confirmText(price: number, limit: number): string {
  return limit > 0
    ? `This run costs about ${dollars(price)}, more than the ${dollars(limit)} you set.`
    : `This run costs about ${dollars(price)}.`
}

/** "$0.18 this run" */
export function runCostText(price: number): string {
  return `${dollars(price)} this run`
}

/** "$3.42 this month" */
export function monthCostText(price: number): string {
  return `${dollars(price)} this month`
}

/** "60 pictures this month, on this computer.", then the basis of the estimates. */
export function costsHint(pictures: number, trueOn: string): string {
  return join(
    counted(
      pictures,
      '1 picture this month, on this computer.',
      '# pictures this month, on this computer.',
    ),
    pricesText(trueOn),
  )
}
