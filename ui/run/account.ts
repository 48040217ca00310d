import type { Settings } from '../../plugin/protocol/settings.ts'

/**
 * A mark of the account that a request goes to: 32 bits of FNV-1a (RFC 9923) over its key. It tells
 * two apart, and can't be turned back. Kept only where the key itself is kept. The address is left out:
 * one that was mistyped reaches nobody, and a relay leads to the same account.
 */
export function accountOf({ apiKey }: Pick<Settings, 'apiKey'>): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(apiKey)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return hash.toString(16)
}
