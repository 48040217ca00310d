import { HiApiError, isKind } from '../../../contract/hiapi/errors.ts'
import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { ConnectionVerdict } from '../hiapi/test-connection.ts'

/**
 * What a test of a relay found.
 *
 * - `relay-works`: HiAPI's callbacks reach it
 * - `relay-polls`: it works, but must ask HiAPI for news
 * - `relay-token`: it does not know the token
 * - `relay-paused`: HiAPI refuses the relay's key, or its balance is used up
 */
export type RelayVerdict = 'relay-works' | 'relay-polls' | 'relay-token' | 'relay-paused'

/**
 * Tests an address that may be a relay's.
 *
 * @param discover asks a relay to describe itself
 * @param test tests what any API can do
 */
export async function testRelay(
  discover: () => Promise<RelayInfo | null>,
  test: () => Promise<ConnectionVerdict>,
): Promise<ConnectionVerdict | RelayVerdict> {
  let relay: RelayInfo | null = null
  try {
    relay = await discover()
  } catch (error) {
    if (isKind(error, 'relay-token')) return 'relay-token'
    // The test that follows finds the reason.
    if (!(error instanceof HiApiError)) throw error
  }
  const verdict = await test()
  if (relay === null || verdict !== 'works') return verdict
  if (relay.queue.paused !== null) return 'relay-paused'
  const { news, proof } = relay.reach
  return news === 'callback' && proof !== 'doubted' ? 'relay-works' : 'relay-polls'
}
