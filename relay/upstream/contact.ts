import type { HiApiErrorKind } from '../../contract/hiapi/errors.ts'

/** The least milliseconds between two reports of a loss: a bad connection breaks again and again. */
const interval = 60_000
const lost: readonly HiApiErrorKind[] = ['unreachable', 'timed-out']

/**
 * Logs when HiAPI can no longer be reached and when it can be reached again, but nothing in between.
 *
 * @param now milliseconds
 * @returns to be called after each request: with null for any answer, else with the kind of failure
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
