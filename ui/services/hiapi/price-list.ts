import { isHiapi } from '../../../contract/hiapi/endpoint.ts'
import { type ListedPrices, pricesOf, publicPriceList } from '../../../contract/hiapi/price-list.ts'
import type { Clock } from '../../lib/clock.ts'
import { withTimeLimit } from '../../lib/time-limit.ts'
import { privateRequest } from './private-request.ts'

/** Milliseconds. Nobody waits for it. */
const timeLimit = 10_000

/** The address of an API's price list: anything but HiAPI itself is asked under the path of the list. */
export function priceListAddress(apiAddress: string): string {
  return isHiapi(apiAddress) ? publicPriceList : `${new URL(apiAddress).origin}/api/pricing`
}

/**
 * Reads the public price list: one request, without the key.
 *
 * @throws whatever prevents it: no connection, CORS, the time limit, an answer of another shape
 */
export async function readPriceList(
  { fetch, clock }: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
  apiAddress: string,
): Promise<ListedPrices> {
  const { signal } = new AbortController()
  const list = await withTimeLimit(timeLimit, clock, signal, async (limited) => {
    const response = await fetch(priceListAddress(apiAddress), {
      signal: limited,
      redirect: 'error',
      ...privateRequest,
    })
    if (!response.ok) throw new Error(`The price list answered with ${String(response.status)}.`)
    const body: unknown = await response.json()
    return body
  })
  return pricesOf(list)
}
