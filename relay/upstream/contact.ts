import type { HiApiErrorKind } from '../../contract/hiapi/errors.ts'

/** Milliseconds between two lines about the same: a bad line breaks and comes back again and again. */
const interval = 60_000
const lost: readonly HiApiErrorKind[] = ['unreachable', 'timed-out']

/**
 * Logs when HiAPI can no longer be reached, and when it can be again; nothing in between.
 *
 * @param now milliseconds
 * @returns told how each request ended: null for any answer
 */
export function createContactLog(
  log: (line: { readonly event: string; readonly detail?: string }) => void,
  now: () => number,
): (failure: HiApiErrorKind | null) => void {
  let isLost = false
  let last = -Infinity
  return (failure) => {
    const isFailing = failure !== null && lost.includes(failure)
    if (isFailing && !isLost && now() - last >= interval) {
      log({ event: 'HiAPI not reached', detail: failure })
      last = now()
      isLost = true
    } else if (!isFailing && isLost) {
      log({ event: 'HiAPI reached again' })
      isLost = false
    }
  }
}
