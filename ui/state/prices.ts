import { type ModelName, modelNames } from '../../contract/model/stored/settings.ts'
import { type Resolution, resolutions } from '../../contract/model/target.ts'
import { otherNameOf } from '../catalog/models/request-body.ts'
import { type ListedPrices, readPriceList } from '../services/hiapi/price-list.ts'
import { type PriceRow, type Prices, shippedPrices } from '../catalog/models/prices.ts'
import { createListeners } from '../lib/listeners.ts'

/** What pictures cost, as far as this window knows by now. */
export interface PriceList {
  /** The same object until the prices change. */
  get(): Prices
  /** Takes over what the public list says, as of that day; what it leaves out stays as it was. */
  update(listed: ListedPrices, now: number): void
  /** Listens to changes; gives back the way to stop. */
  subscribe(listener: () => void): () => void
}

/** Begins with the prices that ship with the plugin. */
export function createPriceList(first: Prices = shippedPrices): PriceList {
  const listeners = createListeners()
  let prices = first
  return {
    get: () => prices,
    update(listed, now) {
      const rows = modelNames.flatMap((model) => rowIn(listed, model) ?? [])
      if (rows.length === 0) return
      const isWhole = rows.every((row) => row.size === resolutions.length)
      prices = {
        // As old as the oldest of them.
        trueOn: isWhole ? new Date(now).toISOString().slice(0, 10) : prices.trueOn,
        byModel: byModel((model) => rowOf(model, listed, prices)),
      }
      listeners.tell()
    },
    subscribe: listeners.subscribe,
  }
}

/**
 * Asks the public list once. Where that fails, the prices stay as they are, and the person hears
 * nothing of it: they are estimates in any case.
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

/** The list may have the model under its other name only: it is the same one, at the same price. */
function rowIn(listed: ListedPrices, model: ModelName) {
  return listed.get(model) ?? listed.get(otherNameOf(model))
}

function rowOf(model: ModelName, listed: ListedPrices, known: Prices): PriceRow {
  const found = rowIn(listed, model)
  const price = (resolution: Resolution) =>
    found?.get(resolution) ?? known.byModel[model][resolution]
  return { '1K': price('1K'), '2K': price('2K'), '4K': price('4K') }
}

function byModel(row: (model: ModelName) => PriceRow): Prices['byModel'] {
  const [plain, slashed] = modelNames
  return { [plain]: row(plain), [slashed]: row(slashed) }
}
