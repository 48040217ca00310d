import * as z from 'zod/mini'
import { type Resolution, resolutions } from '../model/target.ts'
import type { ImageModel } from './models/model.ts'
import { models, namesOf } from './models/models.ts'

/** HiAPI's public price list; the manifest's allow-list names only this address of its host. */
export const publicPriceList = 'https://www.hiapi.ai/api/pricing'

/** US dollars: a price above this, or of zero, is a mistake. */
const dearest = 10

/** The listed prices of models; empty where the list has none. */
export type ListedPrices = ReadonlyMap<string, ReadonlyMap<Resolution, number>>

const Dollars = z.union([z.number(), z.string()])
const List = z.object({ data: z.array(z.unknown()) })
const Row = z.object({
  model_name: z.string(),
  base_usd_value: z.optional(z.nullable(Dollars)),
  base_display_unit: z.optional(z.unknown()),
  policies: z.optional(z.nullable(z.array(z.unknown()))),
})
const Rule = z.union([z.object({ match: z.unknown() }), z.object({ with: z.literal(true) })])
const Policy = z.object({ rule: z.record(z.string(), Rule), usd_value: Dollars })
type Policy = z.output<typeof Policy>

/**
 * The prices of a list, as its address answers it. Rows of other models and of other routes
 * ("model@route") are ignored.
 *
 * @param offered the models whose prices are wanted
 * @throws if it is no list
 */
export function pricesOf(list: unknown, offered: readonly ImageModel[] = models): ListedPrices {
  const rows = List.parse(list).data
  const prices = new Map<string, ReadonlyMap<Resolution, number>>()
  for (const candidate of rows) {
    const row = Row.safeParse(candidate)
    if (!row.success) continue
    const { model_name: name, base_usd_value: base, base_display_unit: unit, policies } = row.data
    const model = offered.find((each) => namesOf(each).includes(name))
    const readable = readPolicies(policies ?? [])
    if (model === undefined || readable === null || !isOneImage(unit)) continue
    const found = new Map<Resolution, number>()
    for (const resolution of resolutions) {
      const price = plausible(valueFor(model, resolution, readable) ?? base)
      if (price !== null) found.set(resolution, price)
    }
    if (found.size > 0) prices.set(name, found)
  }
  return prices
}

/** Null if any policy can't be read: it could take precedence over all the others. */
function readPolicies(policies: readonly unknown[]): readonly Policy[] | null {
  const parsed = policies.map((policy) => Policy.safeParse(policy))
  return parsed.every((each) => each.success) ? parsed.map(({ data }) => data) : null
}

/** The value of the first policy whose rules all match the request; undefined if none matches. */
function valueFor(
  { references, tier }: ImageModel,
  resolution: Resolution,
  policies: readonly Policy[],
) {
  // The fields of all our requests. The ratio varies, so no rule about it can be relied on.
  const input = new Map<string, unknown>([
    ['prompt', null],
    [references.field, null],
    ['aspect_ratio', null],
    [tier.field, tier.values[resolution]],
  ])
  return policies.find(({ rule }) =>
    Object.entries(rule).every(([key, condition]) =>
      'match' in condition ? condition.match === input.get(key) : input.has(key),
    ),
  )?.usd_value
}

/** The words in the unit of a price for one picture: HiAPI writes `{ "en": "per output image" }`. */
const unitWords = ['usd', 'us', 'per', 'a', 'an', 'one', 'output', 'generated']
const Unit = z.union([z.string(), z.object({ en: z.string() })])

/** Whether prices are for one picture: another word, or a number, means another unit. */
function isOneImage(unit: unknown): boolean {
  if (unit === null || unit === undefined) return true
  const { success, data } = Unit.safeParse(unit)
  if (!success) return false
  const text = typeof data === 'string' ? data : data.en
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const thing = words.pop() ?? ''
  return ['image', 'picture'].includes(thing) && words.every((word) => unitWords.includes(word))
}

/**
 * US dollars, as a number or in plain decimals. Nothing is free: a list shows 0 when it has no price (yet).
 */
function plausible(value: number | string | null | undefined): number | null {
  if (typeof value === 'string' && !/^\s*\d+(\.\d+)?\s*$/.test(value)) return null
  const dollars = Number(value ?? 0)
  return dollars > 0 && dollars <= dearest ? dollars : null
}
