import type { PluginErrorCode } from '../../../contract/protocol/plugin-error.ts'
import type { Size } from '../../../contract/model/geometry.ts'

/**
 * Why a job can fail; `text.ts` has the sentence for each.
 *
 * API: see `hiapi/errors.ts`. Task: `task-failed` (the API ended it), `moderated` (it refused the prompt or
 * the picture), `no-picture` (it succeeded without one), `still-running` (our deadline passed; it may still
 * finish). Picture: `picture-gone` (its address expired), `picture-broken` (its bytes are no picture),
 * `picture-too-large` (in bytes or pixels), `picture-redirected` (its address leads to another host),
 * `picture-unreachable`, `picture-blocked` (its host is not on the manifest's allow-list).
 *
 * Task at a relay: `relay-refused` (HiAPI refused it), `stopped-unpaid` (it was stopped before it was sent),
 * `relay-unsure` (the relay can't find out what became of it at HiAPI).
 *
 * Job of an earlier window: `never-sent` (ordered long ago), `key-expired` (may have been sent, too long
 * ago to send it again for free), `undone` (its picture was placed and is not on the canvas), `forgotten`
 * (its frame waits, and no record says for what), `only-told` (as `key-expired`, but the file names a
 * task), `other-account` (may have been sent with another key), `answer-lost` (may have been sent, and what
 * was sent can't be sent again).
 */
export type FailureKind = HaltingKind | JobKind

/** Failures that every other job would meet too: sending stops until the designer has acted. */
export const haltingKinds = [
  'unauthorised',
  'out-of-balance',
  'forbidden',
  'wrong-address',
  'redirected',
  'intercepted',
  'blocked',
  'picture-blocked',
  'relay-token',
  'relay-budget',
  'relay-team-budget',
  'relay-paused',
  'offline',
  'storage-failed',
  'storage-full',
] as const
type HaltingKind = (typeof haltingKinds)[number]

/** Failures of one job: the others go on. */
type JobKind =
  | 'refused'
  | 'model-refused'
  | 'too-large'
  | 'task-unknown'
  | 'key-reused'
  | 'processing'
  | 'rate-limited'
  | 'unavailable'
  | 'timed-out'
  | 'unreachable'
  | 'malformed'
  | 'reference-unknown'
  | 'task-failed'
  | 'moderated'
  | 'no-picture'
  | 'still-running'
  | 'relay-refused'
  | 'stopped-unpaid'
  | 'relay-unsure'
  | 'picture-gone'
  | 'picture-broken'
  | 'picture-too-large'
  | 'picture-redirected'
  | 'picture-unreachable'
  | 'never-sent'
  | 'key-expired'
  | 'undone'
  | 'forgotten'
  | 'only-told'
  | 'other-account'
  | 'answer-lost'
  | 'unexpected'
  | Exclude<PluginErrorCode, HaltingKind>

/** What "Retry" does about a failure: only a new task costs money again. */
export type Remedy =
  | 'new-task'
  | 'send-again'
  | 'check-again'
  | 'download-again'
  | 'place-again'
  | 'new-frame'

export interface Failure {
  readonly kind: FailureKind
  /** The server's own words, if any; shown in quotation marks. */
  readonly words: string | null
  /** The host concerned, such as `files.example.com`. */
  readonly host: string | null
  /** The request's or the task's id for support. Shown when the designer asks for it. */
  readonly supportId: string | null
  /** Bytes of a request that was too large, or the limit that a downloaded picture exceeded. */
  readonly bytes: number | null
  /** The size of a picture that has too many pixels. */
  readonly pixels: Size | null
  readonly remedy: Remedy
}
