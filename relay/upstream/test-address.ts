import { randomBytes } from 'node:crypto'
import type { Derivations } from '../orders/derive.ts'

/** Milliseconds. */
const timeLimit = 10_000

/** Whether a public address leads to a relay with our secret, without a redirect. */
export async function leadsHere(
  address: string,
  derive: Derivations,
  fetch: typeof globalThis.fetch,
): Promise<boolean> {
  const nonce = randomBytes(16).toString('hex')
  try {
    const response = await fetch(`${address}/.well-known/restage-relay/${nonce}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimit),
    })
    return response.ok && derive.isMac(await response.text(), 'reach', nonce)
  } catch {
    // Whatever the cause, the address does not lead here now; the reach reports that.
    return false
  }
}
