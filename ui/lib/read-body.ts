import type { Clock } from './clock.ts'
import { inOne } from '../../contract/images/concat-bytes.ts'
import { withTimeLimit } from './time-limit.ts'

/** A body is, or announces to be, larger than the limit; the rest of it was not read. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
  /** Bytes. */
  readonly limit: number

  constructor(limit: number) {
    super(`The answer is larger than ${String(limit)} bytes`)
    this.limit = limit
  }
}

interface BodyLimits {
  /** The most bytes accepted; counted after decompression, while they arrive. */
  readonly mostBytes: number
  /** Milliseconds without a byte. A body that keeps arriving may take any time. */
  readonly silence: number
}

/**
 * Reads the body of an answer to its end. If that fails, the connection is released.
 *
 * @param signal what else ends it; null for nothing
 * @throws {BodyTooLargeError}, {TimeLimitError} after the silence, the signal's reason, or the error of the
 * connection
 */
export async function readBody(
  { body, headers }: Response,
  { mostBytes, silence }: BodyLimits,
  clock: Clock,
  signal: AbortSignal | null,
): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array()
  const reader = body.getReader()
  const declared = Math.max(0, Number(headers.get('content-length')) || 0)
  // Reserve the declared length at once: joined pieces are in memory twice.
  const start = new Uint8Array(declared > mostBytes ? 0 : declared)
  const pieces: Uint8Array[] = []
  let length = 0
  let filled = 0
  try {
    if (declared > mostBytes) throw new BodyTooLargeError(mostBytes)
    for (;;) {
      const { done, value } = await withTimeLimit(silence, clock, signal, (limited) =>
        unlessAborted(reader.read(), limited),
      )
      if (done) {
        const isWhole = length === start.length && pieces.length === 0
        return isWhole ? start : inOne([start.subarray(0, filled), ...pieces])
      }
      const end = length + value.byteLength
      if (end > mostBytes) throw new BodyTooLargeError(mostBytes)
      if (end > start.length) pieces.push(value)
      else {
        start.set(value, length)
        filled = end
      }
      length = end
    }
  } catch (error) {
    reader.cancel(error).catch(() => {
      // The stream broke by itself: its error is thrown below.
    })
    throw error
  }
}

/** The result of work, unless the signal is aborted first. */
export function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason as Error)
    }
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop)
    })
  })
}
