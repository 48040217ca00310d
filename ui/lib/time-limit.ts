import type { Clock } from './clock.ts'
import { joinedSignal } from './abort-signals.ts'

/** The time limit passed, and the work was aborted. */
export class TimeLimitError extends Error {
  override readonly name = 'TimeLimitError'
}

/**
 * Runs work that obeys a signal, and aborts it after `limit` milliseconds.
 *
 * @param signal what else aborts it; null for nothing
 * @throws {TimeLimitError} or whatever `run` throws
 */
export async function withTimeLimit<Result>(
  limit: number,
  clock: Clock,
  signal: AbortSignal | null,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const late = new AbortController()
  const timer = new AbortController()
  clock.sleep(limit, timer.signal).then(
    () => {
      late.abort()
    },
    () => {
      // The work ended first and cancelled its timer.
    },
  )
  const joined = joinedSignal(...(signal === null ? [] : [signal]), late.signal)
  try {
    return await run(joined.signal)
  } catch (error) {
    throw late.signal.aborted && signal?.aborted !== true ? new TimeLimitError() : error
  } finally {
    timer.abort()
    joined.release()
  }
}
