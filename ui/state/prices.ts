import { type ReadonlySignal, signal } from '@preact/signals'
import { type Resolution, resolutions } from '../../contract/model/target.ts'
import type { ImageModel, PriceRow } from '../../contract/hiapi/models/model.ts'
import { models, namesOf } from '../../contract/hiapi/models/models.ts'
import type { RelayInfo } from '../../contract/hiapi/relay/relay-info.ts'
import type { ListedPrices } from '../../contract/hiapi/price-list.ts'
import { readPriceList } from '../services/hiapi/price-list.ts'
import { type Prices, priceOf, shippedPrices } from '../../contract/hiapi/models/prices.ts'

/** What pictures cost, as far as this window knows. */
export interface PriceList {
  readonly current: ReadonlySignal<Prices>
  /** Takes over the public list, as of that day; what it leaves out stays unchanged. */
  update(listed: ListedPrices, now: number): void
}

/** Starts with the prices that ship with the plugin. */
export function createPriceList(first: Prices = shippedPrices): PriceList {
  const current = signal(first)
  return {
    current,
    update(listed, now) {
      const known = current.peek()
      const rows = models.map((model) => rowIn(listed, model))
      if (rows.every((row) => row === undefined)) return
      const isWhole = rows.every((row) => row?.size === resolutions.length)
      current.value = {
        // A list without all models is as old as its oldest price.
        trueOn: isWhole ? new Date(now).toISOString().slice(0, 10) : known.trueOn,
        byModel: new Map(models.map((model) => [model.name, rowOf(model, listed, known)])),
      }
    },
  }
}

/**
 * Asks the public list once. If that fails, the prices stay as they are. The designer is not told, because
 * prices are estimates in any case.
 */
export async function refreshPrices(
  list: Pick<PriceList, 'update'>,
  web: Parameters<typeof readPriceList>[0],
  apiAddress: string,
): Promise<void> {
  try {
    list.update(await readPriceList(web, apiAddress), web.clock.now())
  } catch (error) {
    console.debug('The public price list can’t be read.', error)
  }
}

/** Takes over a relay's prices, which come with its other information. */
export function takePrices(
  list: Pick<PriceList, 'update'>,
  { trueOn, byModel }: RelayInfo['money']['prices'],
): void {
  const rowFrom = (row: Readonly<Record<string, number>>) =>
    new Map(
      resolutions.flatMap((each) => {
        const price = row[each] ?? 0
        // A free picture, or one that pays, is a mistake: nothing would be asked before it is ordered.
        return price > 0 ? [[each, price] as const] : []
      }),
    )
  const listed = Object.entries(byModel).map(([name, row]) => [name, rowFrom(row)] as const)
  // A day that can't be read must not stop orders: it counts as long ago.
  list.update(new Map(listed), Date.parse(trueOn) || 0)
}

/** The list may use another of a model's names, at the same price. */
function rowIn(listed: ListedPrices, model: ImageModel) {
  const name = namesOf(model).find((each) => listed.has(each))
  return name === undefined ? undefined : listed.get(name)
}

function rowOf(model: ImageModel, listed: ListedPrices, known: Prices): PriceRow {
  const found = rowIn(listed, model)
  const price = (resolution: Resolution) =>
    found?.get(resolution) ?? priceOf(model, resolution, known)
  return { '1K': price('1K'), '2K': price('2K'), '4K': price('4K') }
}
