import type { ListedPrices } from '../../contract/hiapi/price-list.ts'
import { modelOf, models, namesOf } from '../../contract/hiapi/models/models.ts'
import { type Resolution, resolutions } from '../../contract/model/target.ts'

/** Prices of one picture in micro-dollars: whole numbers, so that sums are exact. */
export interface PriceTable {
  /** The day on which the prices were read, as "2026-11-01". */
  readonly trueOn: string
  of(model: string, resolution: Resolution): number
  /** In dollars, for people and windows. */
  readonly byModel: Readonly<Record<string, Readonly<Record<Resolution, number>>>>
}

export const microDollars = (dollars: number) => Math.round(dollars * 1_000_000)
export const dollarsOf = (micro: number) => micro / 1_000_000

/**
 * The prices of HiAPI's list, or those that ship with the relay where the list has none.
 *
 * @param today as "2026-11-01"
 */
export function priceTable(listed: ListedPrices, today: string): PriceTable {
  const rows = models.map((model) => {
    const found = namesOf(model).flatMap((name) => listed.get(name) ?? [])[0]
    const row = Object.fromEntries(
      resolutions.map((each) => [each, found?.get(each) ?? model.prices.dollars[each]]),
    ) as Record<Resolution, number>
    return [model.name, row] as const
  })
  const byModel = Object.fromEntries(rows)
  const oldest = models.map(({ prices }) => prices.readOn).sort()[0] ?? today
  return {
    trueOn: listed.size === 0 ? oldest : today,
    byModel,
    of: (model, resolution) => microDollars(byModel[modelOf(model).name]?.[resolution] ?? 0),
  }
}

/** The month of a time, in UTC: "2026-11". */
export function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 7)
}
