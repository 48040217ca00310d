import type { Settings } from '../../../contract/model/client-storage/settings.ts'
import type { HiApiError } from '../../../contract/hiapi/errors.ts'
import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { Account } from '../../services/hiapi/transport.ts'
import { memberOf } from '../../services/relay/relay-link.ts'
import { OtherAccountError } from '../failures/errors.ts'

/** Where requests go and who pays for them, with a mark of the account. One value, read at once. */
export interface MarkedAccount extends Account {
  /**
   * Plain HiAPI: the key's own mark. A relay: its account and member, which a new token does not change. At a
   * relay, each member has tasks and idempotency keys of its own.
   */
  readonly mark: string
  /**
   * 32 bits of FNV-1a (RFC 9923) over the key. They distinguish accounts, can't be reversed, and are kept
   * only where the key itself is kept. The address is left out: a mistyped one reaches nobody.
   */
  readonly keyMark: string
}

export function accountOf(
  { apiAddress, apiKey }: Pick<Settings, 'apiAddress' | 'apiKey'>,
  relay: RelayInfo | null,
): MarkedAccount {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(apiKey)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  const keyMark = hash.toString(16)
  const mark = relay === null ? keyMark : memberOf(relay)
  return { apiAddress, apiKey, mark, keyMark }
}

/**
 * @param doubt why it is not known whether there is a relay, which alone could name the account
 * @throws {HiApiError} the doubt
 * @throws {OtherAccountError} if the request may have reached another account
 */
export function requireAccount(
  { account }: { readonly account: string },
  now: MarkedAccount,
  doubt: HiApiError | null,
): void {
  // Before the relay was known as one, the account was marked by its key.
  if (account !== '' && account !== now.mark && account !== now.keyMark) {
    throw doubt ?? new OtherAccountError()
  }
}
