import { monthNames } from './dates.ts'
import { listed, pluralize } from './format.ts'

/** Every sentence about what pictures cost. All amounts are US dollars, and estimates. */

/** "$0.18"; an amount below a cent is not shown as zero. */
export function dollars(amount: number): string {
  return amount > 0 && amount < 0.005 ? 'less than $0.01' : `$${amount.toFixed(2)}`
}

/** "saves 1 picture, $0.04": the saving when several placements share one picture. */
export function savingText(pictures: number, price: number): string {
  return `saves ${pluralize(pictures, 'picture')}, ${dollars(price)}`
}

/** "Instagram story and Reel cover: 1 picture, about $0.04" */
export function lineText(targets: readonly string[], pictures: number, price: number): string {
  return `${listed(targets)}: ${pluralize(pictures, 'picture')}, about ${dollars(price)}`
}

/** "Estimates by the prices of 1 November 2026. HiAPI’s own bill decides." */
export function pricesText(trueOn: string): string {
  const [year = '', month = '', day = ''] = trueOn.split('-')
  const name = monthNames[Number(month) - 1] ?? month
  return `Estimates by the prices of ${String(Number(day))} ${name} ${year}. HiAPI’s own bill decides.`
}

/** The question before a run that exceeds the designer's limit. */
export function confirmText(price: number, limit: number): string {
  const costs = `This run costs about ${dollars(price)}`
  return limit > 0 ? `${costs}, more than the ${dollars(limit)} you set.` : `${costs}.`
}

/** "Run about $0.18" */
export function runCostText(price: number): string {
  return `Run about ${dollars(price)}`
}

/** "Month about $3.42" */
export function monthCostText(price: number): string {
  return `Month about ${dollars(price)}`
}

/** "60 pictures this month.", then the basis of the estimates. */
export function costsHint(pictures: number, trueOn: string): string {
  return `${pluralize(pictures, 'picture')} this month, on this computer. ${pricesText(trueOn)}`
}
