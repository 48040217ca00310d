import type { HiApiError, HiApiErrorKind } from '../../contract/hiapi/errors.ts'

/**
 * What an error of a create means for its task: the order is refused for good, all tasks wait, this one
 * waits, another body was sent under its key, or HiAPI may have accepted it.
 */
export type ErrorMeaning = 'refused' | 'all-wait' | 'not-taken' | 'other-body' | 'unanswered'

const meanings: Readonly<Record<HiApiErrorKind, ErrorMeaning>> = {
  refused: 'refused',
  'model-refused': 'refused',
  'too-large': 'refused',
  'wrong-address': 'refused',
  'rate-limited': 'all-wait',
  unauthorised: 'all-wait',
  forbidden: 'all-wait',
  'out-of-balance': 'all-wait',
  unavailable: 'not-taken',
  'key-reused': 'other-body',
  'task-unknown': 'unanswered',
  redirected: 'unanswered',
  intercepted: 'unanswered',
  processing: 'unanswered',
  'timed-out': 'unanswered',
  blocked: 'unanswered',
  offline: 'unanswered',
  unreachable: 'unanswered',
  malformed: 'unanswered',
  // HiAPI sends none of these.
  'relay-token': 'unanswered',
  'relay-budget': 'unanswered',
  'relay-team-budget': 'unanswered',
  'relay-paused': 'unanswered',
  'reference-unknown': 'unanswered',
}

/** Whether an error concerns all tasks, whatever it means for its own. */
export const concernsAll = ({ kind }: HiApiError): boolean => meanings[kind] === 'all-wait'

/** HiAPI may have accepted any request that it did not clearly refuse. */
export function meaningOf({ kind, mayExist }: HiApiError): ErrorMeaning {
  const meaning = meanings[kind]
  const isClear = meaning === 'refused' ? kind !== 'wrong-address' : meaning === 'other-body'
  return isClear || !mayExist ? meaning : 'unanswered'
}
