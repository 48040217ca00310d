import { isKind } from '../../../contract/hiapi/errors.ts'
import { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { Account, Transport } from '../hiapi/transport.ts'

/** Milliseconds. The first order of a window waits for it. */
const timeLimit = 10_000

/**
 * Asks an address whether a relay is there: one request.
 *
 * @returns what the relay says of itself; null if something else answers, such as a plain HiAPI
 * @throws {HiApiError} if that stays unknown: no answer, a server that is busy, an unknown token
 */
export async function discover(
  transport: Pick<Transport, 'send'>,
  account: Account,
  signal: AbortSignal,
): Promise<RelayInfo | null> {
  try {
    const request = { method: 'GET', path: 'relay', limit: timeLimit, signal, account } as const
    return await transport.send(request, (data) => RelayInfo.safeParse(data).data ?? null)
  } catch (error) {
    // Only another API's own answer says that there is no relay: a page may stand before one.
    if (isKind(error, 'wrong-address', 'unauthorised', 'forbidden', 'refused')) return null
    throw error
  }
}
