import { createHash } from 'node:crypto'
import { idempotencyMs, maxKeyBytes } from './contract.ts'
import { invalid, Refused } from './refusal.ts'
import type { HiapiReply } from './wire.ts'

type Entry = { hash: string; at: number; busyUntil: number; reply: HiapiReply | undefined }

/** Repeats of a create call: told by key and raw bytes, kept for a day, apart for each API key. */
export function createIdempotency(processingRetryAfterS: number) {
  const entries = new Map<string, Entry>()

  return {
    /** The first reply again, or undefined for a new key; refuses the rest. */
    recall(owner: string, key: string, body: Uint8Array, now: number): HiapiReply | undefined {
      // HTTP header values hold one byte in each character.
      if (key === '' || key.length > maxKeyBytes || /[\x00-\x1f\x7f]/.test(key)) {
        throw invalid(`Idempotency-Key must have 1 to ${maxKeyBytes} bytes, no control characters.`)
      }
      const entry = entries.get(`${owner}\n${key}`)
      if (!entry || now - entry.at >= idempotencyMs) return undefined
      if (entry.hash !== hashOf(body)) {
        throw new Refused({ status: 422, code: 'IDEMPOTENCY_KEY_MISMATCH' })
      }
      if (now < entry.busyUntil || !entry.reply) {
        throw new Refused({
          status: 409,
          code: 'IDEMPOTENCY_KEY_PROCESSING',
          retryAfter: { as: 'seconds', seconds: processingRetryAfterS },
        })
      }
      return {
        ...entry.reply,
        headers: { ...entry.reply.headers, 'idempotent-replay': 'true' },
      }
    },
    keep(
      owner: string,
      key: string,
      body: Uint8Array,
      entry: { at: number; busyUntil: number; reply: HiapiReply },
    ) {
      entries.set(`${owner}\n${key}`, { ...entry, hash: hashOf(body) })
    },
  }
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}
