import { dollarsOf } from '../orders/price.ts'

/** Money for people: "$4.11". */
export function dollars(micro: number): string {
  return `$${dollarsOf(micro).toFixed(2)}`
}
