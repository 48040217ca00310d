import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Everything that must be the same after the loss of the database: a task's id, its key at HiAPI, and the
 * addresses at which HiAPI calls. All of it is derived from the relay's secret.
 */
export interface Derivations {
  /** A task's id: 35 characters, as HiAPI's. */
  taskId(member: string, clientKey: string): string
  /** The idempotency key at HiAPI of the first body of a task. */
  upstreamKey(member: string, clientKey: string): string
  /** Proves that the caller was given the address; 43 characters. */
  mac(purpose: MacPurpose, ...parts: readonly string[]): string
  isMac(mac: string, purpose: MacPurpose, ...parts: readonly string[]): boolean
  /** Marks HiAPI's account: 8 hex digits that are derived from its key. */
  account(hiapiKey: string): string
}

/** What a MAC of the relay is for. */
export type MacPurpose = 'hook' | 'ref' | 'out' | 'reach' | 'check'

/** Crockford's alphabet of 32 characters: https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** @param secret at least 32 bytes */
export function createDerivations(secret: Uint8Array): Derivations {
  const hmac = (label: string, parts: readonly string[]) =>
    createHmac('sha256', secret)
      .update([label, ...parts].join('\n'))
      .digest()

  const mac: Derivations['mac'] = (purpose, ...parts) => hmac(purpose, parts).toString('base64url')
  return {
    taskId: (member, clientKey) =>
      `tk-relay-${base32(hmac('task', [member, clientKey]).subarray(0, 16))}`,
    upstreamKey: (member, clientKey) =>
      `restage-relay-${hmac('up', [member, clientKey]).toString('base64url')}`,
    mac,
    isMac: (given, purpose, ...parts) => isSame(given, mac(purpose, ...parts)),
    account: (hiapiKey) => hmac('account', [hiapiKey]).toString('hex').slice(0, 8),
  }
}

/** Compares in constant time, so that the time does not reveal where two texts differ. */
export function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** 128 bits in 26 characters. */
function base32(bytes: Uint8Array): string {
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  for (let at = 0; at < 26; at++) {
    text = (alphabet[Number(number & 31n)] ?? '') + text
    number >>= 5n
  }
  return text
}
