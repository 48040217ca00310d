import type { RelayFailure } from '../../contract/hiapi/relay/relay-errors.ts'
import type { RelayState } from '../../contract/hiapi/relay/relay-task.ts'
import { failureText } from '../text.ts'
import type { Settlement } from '../store/spend.ts'
import type { StoredOutput, TaskError } from '../store/task-row.ts'

/** Milliseconds for which a create may be repeated: HiAPI knows a key for about 24 hours. */
export const repeatFor = 23 * 3_600_000
/** Milliseconds after which the relay gives up a task that has not ended. */
export const lookFor = 24 * 3_600_000

/** What can happen to a task. */
export type TaskEvent =
  /** HiAPI has accepted it. */
  | { readonly kind: 'accepted'; readonly upstreamId: string }
  /** HiAPI has surely not accepted it, for a temporary reason. */
  | { readonly kind: 'not-taken'; readonly wait: number }
  /** It is unknown whether HiAPI has accepted it: the same request is sent again. */
  | { readonly kind: 'unanswered'; readonly wait: number }
  /** HiAPI refuses it for good. `isCharged`: a task may exist all the same. */
  | { readonly kind: 'refused'; readonly words: string | null; readonly isCharged: boolean }
  /** HiAPI has its key with another body, or its body differs from the one sent before. */
  | { readonly kind: 'other-body' }
  /** A reference is gone from the store, or its prompt is no longer kept. */
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
      /** Whether the owner counts failed pictures as paid. */
      readonly isCharged: boolean
    }
  /** HiAPI does not know it. */
  | { readonly kind: 'unknown' }
  /** It has not ended in time. */
  | { readonly kind: 'overdue' }
  /** Its picture is stored here, or stays at HiAPI. */
  | { readonly kind: 'stored'; readonly output: StoredOutput }
  /** Its picture could not be fetched now. */
  | { readonly kind: 'picture-late'; readonly output: StoredOutput; readonly wake: number }
  /** Its picture can't be fetched at all. */
  | { readonly kind: 'picture-lost' }
  /** Its member stops it. */
  | { readonly kind: 'stopped' }

/** The fields of a task that decide what an event does. */
export interface Stepped {
  readonly state: RelayState
  readonly tries: number
  /** When it was first sent; null if the present try is the first. */
  readonly firstSent: number | null
}

/** How a task changes. Fields that are left out stay. */
export interface Change {
  readonly state: RelayState
  /** When the task is due next; 0 for at once. */
  readonly wake: number
  readonly tries?: number
  readonly upstreamId?: string
  readonly upstreamStatus?: string
  readonly output?: StoredOutput | null
  readonly error?: TaskError
  /** Set if the task has ended. */
  readonly isEnd?: boolean
  /** What becomes of the reserved price. */
  readonly settlement?: Settlement
  /** Whether it counts as not sent: its references and callback get other addresses if the reach changes. */
  readonly isUnsent?: boolean
}

/** The states in which each event can change a task: an end is final, and late events change nothing. */
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
 * How an event changes a task; null if not at all.
 *
 * @param now milliseconds since 1970, as are all times
 * @param firstLook when to look first at a task that HiAPI has just accepted
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
      // An earlier try may have been accepted: then the same body follows under the same key.
      return task.firstSent === null
        ? { state: 'waiting', wake: now + event.wait, tries: task.tries + 1, isUnsent: true }
        : { state: 'submitting', wake: now + event.wait, tries: task.tries + 1 }
    case 'unanswered':
      return now - (task.firstSent ?? now) >= repeatFor
        ? failed('RELAY_UNSURE', failureText.unsure, 'spend')
        : { state: 'submitting', wake: now + event.wait, tries: task.tries + 1 }
    case 'refused':
      // To the window, a refusal means that nothing was charged. An earlier try may have been accepted.
      return event.isCharged || task.firstSent !== null
        ? failed('RELAY_UNSURE', event.words ?? failureText.unsure, 'spend')
        : failed('RELAY_REFUSED', event.words ?? failureText.refused, 'release')
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
