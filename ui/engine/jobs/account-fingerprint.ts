import type { Settings } from '../../../contract/model/client-storage/settings.ts'
import type { Account } from '../../services/hiapi/client.ts'
import { OtherAccountError } from '../failures/errors.ts'

/** Where requests go and who pays for them, with a mark of the account. One value, read at once. */
export interface MarkedAccount extends Account {
  /**
   * 32 bits of FNV-1a (RFC 9923) over the key. They distinguish accounts, can't be reversed, and are kept
   * only where the key itself is kept. The address is left out: a mistyped one reaches nobody, and a relay
   * leads to the same account.
   */
  readonly mark: string
}

export function accountOf({
  apiAddress,
  apiKey,
}: Pick<Settings, 'apiAddress' | 'apiKey'>): MarkedAccount {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(apiKey)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return { apiAddress, apiKey, mark: hash.toString(16) }
}

/** @throws {OtherAccountError} if the request may have reached another account */
export function requireAccount(
  { account }: { readonly account: string },
  now: MarkedAccount,
): void {
  if (account !== '' && account !== now.mark) throw new OtherAccountError()
}
