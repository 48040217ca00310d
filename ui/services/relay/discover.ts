import { isKind } from '../../../contract/hiapi/errors.ts'
import { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { Account, Transport } from '../hiapi/transport.ts'

/** Milliseconds. The first order of a window waits for the answer. */
const timeLimit = 10_000

/**
 * Asks an address whether a relay is there, with one request.
 *
 * @returns the relay's description of itself; null if something else answers, such as plain HiAPI
 * @throws {HiApiError} if it stays unknown: no answer, a busy server, an unknown token
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
    // Only an API's own answer proves that there is no relay: a page may come from a server before one.
    if (isKind(error, 'wrong-address', 'unauthorised', 'forbidden', 'refused')) return null
    throw error
  }
}
