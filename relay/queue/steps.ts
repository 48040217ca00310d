import type { RelayFailure } from '../../contract/hiapi/relay/relay-errors.ts'
import type { RelayState } from '../../contract/hiapi/relay/relay-task.ts'
import { failureText } from '../text.ts'
import type { Settlement } from '../store/spend.ts'
import type { StoredOutput, TaskError } from '../store/task-row.ts'

/** Milliseconds for which a create may be repeated: HiAPI knows a key for about 24 hours. */
export const repeatFor = 23 * 3_600_000
/** Milliseconds after which a task whose end never came is given up. */
export const lookFor = 24 * 3_600_000

/** What can happen to a task. */
export type TaskEvent =
  /** HiAPI has taken it. */
  | { readonly kind: 'accepted'; readonly upstreamId: string }
  /** HiAPI has surely not taken it, for a reason that passes. */
  | { readonly kind: 'not-taken'; readonly wait: number }
  /** Nobody knows whether HiAPI has taken it: the same is sent again. */
  | { readonly kind: 'unanswered'; readonly wait: number }
  /** HiAPI refuses it for good. `isCharged`: it may have begun before. */
  | { readonly kind: 'refused'; readonly words: string | null; readonly isCharged: boolean }
  /** HiAPI knows its key with another body. */
  | { readonly kind: 'other-body' }
  /** A reference is gone from the store. */
  | { readonly kind: 'picture-gone' }
  /** It is under way. */
  | { readonly kind: 'progress'; readonly status: string; readonly wake: number }
  | {
      readonly kind: 'succeeded'
      readonly upstreamId: string
      readonly output: StoredOutput | null
    }
  | {
      readonly kind: 'failed'
      readonly upstreamId: string
      readonly error: TaskError
      /** Whether the owner counts pictures that failed. */
      readonly isCharged: boolean
    }
  /** HiAPI does not know it. */
  | { readonly kind: 'unknown' }
  /** Its end never came. */
  | { readonly kind: 'overdue' }
  /** Its picture is stored here, or stays at HiAPI. */
  | { readonly kind: 'stored'; readonly output: StoredOutput }
  /** Its picture could not be fetched now. */
  | { readonly kind: 'picture-late'; readonly output: StoredOutput; readonly wake: number }
  /** Its picture can't be fetched at all. */
  | { readonly kind: 'picture-lost' }
  /** Its member stops it. */
  | { readonly kind: 'stopped' }

/** The part of a task that decides what an event means. */
export interface Stepped {
  readonly state: RelayState
  readonly tries: number
  /** When it was sent first, as of before the present try; null if that is the first. */
  readonly firstSent: number | null
}

/** How a task changes. What is left out stays. */
export interface Change {
  readonly state: RelayState
  /** When something is to be done next; 0 for at once. */
  readonly wake: number
  readonly tries?: number
  readonly upstreamId?: string
  readonly upstreamStatus?: string
  readonly output?: StoredOutput | null
  readonly error?: TaskError
  /** Set where the task has ended. */
  readonly isEnd?: boolean
  /** What becomes of the money that was kept back. */
  readonly settlement?: Settlement
  /** Whether what was decided about its body is decided again. */
  readonly isUnsent?: boolean
}

/** The states in which an event can change a task: an end is final, and late news change nothing. */
const takenIn: Readonly<Record<TaskEvent['kind'], readonly RelayState[]>> = {
  accepted: ['submitting'],
  'not-taken': ['submitting'],
  unanswered: ['submitting'],
  refused: ['submitting'],
  'other-body': ['submitting'],
  'picture-gone': ['submitting'],
  progress: ['running'],
  // A callback may arrive before the create's own answer.
  succeeded: ['submitting', 'running'],
  failed: ['submitting', 'running'],
  unknown: ['running'],
  overdue: ['running'],
  stored: ['archiving'],
  'picture-late': ['archiving'],
  'picture-lost': ['archiving'],
  stopped: ['waiting'],
}

export function statesFor({ kind }: TaskEvent): readonly RelayState[] {
  return takenIn[kind]
}

/**
 * What an event makes of a task; null if it changes nothing.
 *
 * @param now milliseconds since 1970, as are all times
 * @param firstLook when a task that was just taken is looked at first
 */
export function step(
  task: Stepped,
  event: TaskEvent,
  now: number,
  firstLook: number,
): Change | null {
  if (!takenIn[event.kind].includes(task.state)) return null
  switch (event.kind) {
    case 'accepted':
      return { state: 'running', wake: firstLook, tries: 0, upstreamId: event.upstreamId }
    case 'not-taken':
      // An earlier try may have been taken: then it is still the same body under the same key.
      return task.firstSent === null
        ? { state: 'waiting', wake: now + event.wait, isUnsent: true }
        : { state: 'submitting', wake: now + event.wait, tries: task.tries + 1 }
    case 'unanswered':
      return now - (task.firstSent ?? now) >= repeatFor
        ? failed('RELAY_UNSURE', failureText.unsure, 'spend')
        : { state: 'submitting', wake: now + event.wait, tries: task.tries + 1 }
    case 'refused':
      return failed(
        'RELAY_REFUSED',
        event.words ?? failureText.refused,
        event.isCharged ? 'spend' : 'release',
      )
    case 'other-body':
      return failed('RELAY_UNSURE', failureText.unsure, 'spend')
    case 'picture-gone':
      return task.firstSent === null
        ? failed('RELAY_REFUSED', failureText.pictureGone, 'release')
        : failed('RELAY_UNSURE', failureText.unsure, 'spend')
    case 'progress':
      return { state: 'running', wake: event.wake, upstreamStatus: event.status }
    case 'succeeded': {
      const { upstreamId, output } = event
      if (output === null) {
        return { ...failed('RELAY_NO_OUTPUT', failureText.noOutput, 'spend'), upstreamId }
      }
      return { state: 'archiving', wake: 0, tries: 0, upstreamId, output }
    }
    case 'failed':
      return {
        ...failed('RELAY_LOST', '', event.isCharged ? 'spend' : 'release'),
        error: event.error,
        upstreamId: event.upstreamId,
      }
    case 'unknown':
      return failed('RELAY_LOST', failureText.lost, 'spend')
    case 'overdue':
      return failed('RELAY_UNSURE', failureText.unsure, 'spend')
    case 'stored':
      return { state: 'success', wake: 0, output: event.output, isEnd: true, settlement: 'spend' }
    case 'picture-late':
      return { state: 'archiving', wake: event.wake, tries: task.tries + 1, output: event.output }
    case 'picture-lost':
      return failed('RELAY_NO_OUTPUT', failureText.noOutput, 'spend')
    case 'stopped':
      return failed('RELAY_STOPPED', failureText.stopped, 'release')
  }
}

function failed(code: RelayFailure, message: string, settlement: Settlement): Change {
  return { state: 'fail', wake: 0, error: { code, message }, isEnd: true, settlement }
}
