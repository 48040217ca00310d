import type { TaskPage } from '../hiapi/client.ts'
import { HiApiError, isKind } from '../../../contract/hiapi/errors.ts'

/**
 * Errors that no later poll could change. Something between the window and the API says nothing about the
 * tasks, and neither does a mistake of ours.
 */
export function isFinal(error: unknown): error is HiApiError {
  if (!(error instanceof HiApiError)) return false
  return !error.mayRetry && !isKind(error, 'intercepted', 'redirected', 'wrong-address')
}

/** For a list that may be broken by itself: its tasks are then found by their ids. */
export function emptyIfBroken(error: unknown): TaskPage {
  const isBroken = isKind(error, 'unavailable', 'timed-out', 'malformed')
  if (isBroken) return { tasks: [], isLast: true }
  throw error
}
