import { HiApiError } from '../../../contract/hiapi/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import { unlessAborted } from '../../lib/read-body.ts'
import { withTimeLimit } from '../../lib/time-limit.ts'
import { createEventReader, type StreamEvent } from './event-reader.ts'

/** Milliseconds until the first event must arrive; otherwise a server on the way holds the stream back. */
const helloWithin = 5_000
/** Milliseconds without a byte after which a stream counts as cut: the relay sends some every 15 s. */
const silence = 40_000
/** Milliseconds before a stream is opened again after a cut: some streams are always cut. */
const afterCut = 1_000
/**
 * The error for an address without a stream. It is temporary while a token is unknown, while there are too
 * many streams, or while a relay restarts.
 */
function refused(status: number): HiApiError {
  const isPassing = status === 401 || status === 429 || status >= 500
  return new HiApiError(isPassing ? 'unavailable' : 'refused')
}

/**
 * Opens a stream, and reads it until it ends.
 *
 * @param open resolves when the answer begins, at most after the given milliseconds
 * @param take called with each event; a returned number ends the reading
 * @returns that number; or a short wait, in milliseconds, if the stream was cut after its first event
 * @throws {HiApiError | TimeLimitError} or the reason of the aborted signal
 */
export async function readEvents(
  open: (limit: number) => Promise<Response>,
  clock: Clock,
  signal: AbortSignal,
  take: (event: StreamEvent) => number | null,
): Promise<number> {
  const begun = clock.monotonic()
  const { ok, status, headers, body } = await open(helloWithin)
  const isStream = ok && headers.get('content-type')?.includes('text/event-stream') === true
  if (!isStream || body === null) {
    await body?.cancel()
    throw refused(status)
  }
  const reader = body.getReader()
  const decoder = new TextDecoder()
  const read = createEventReader()
  let hasBegun = false
  try {
    for (;;) {
      const left = helloWithin - (clock.monotonic() - begun)
      const limit = hasBegun ? silence : Math.max(0, left)
      const piece = await withTimeLimit(limit, clock, signal, (limited) =>
        unlessAborted(
          // A broken stream is handled below: either it never began, or it was cut.
          reader.read().catch(() => null),
          limited,
        ),
      )
      if (hasBegun && piece?.done !== false) return afterCut
      if (piece === null) throw new HiApiError('unreachable')
      if (piece.done) throw refused(status)
      for (const event of read(decoder.decode(piece.value, { stream: true }))) {
        hasBegun = true
        const result = take(event)
        if (result !== null) return result
      }
    }
  } finally {
    reader.cancel().catch(() => {
      // The connection is already broken.
    })
  }
}
