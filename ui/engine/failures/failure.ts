import type { PluginErrorCode } from '../../../contract/protocol/plugin-error.ts'
import type { Size } from '../../../contract/model/geometry.ts'
import type { HiApiErrorKind } from '../../services/hiapi/errors.ts'

/**
 * What a job can fail of; the sentence for each is in `text.ts`.
 *
 * Of the API: see `hiapi/errors.ts`. Of the task: `task-failed` (the API ended it), `moderated`
 * (it refused the prompt or the picture), `no-picture` (it succeeded without one), `still-running`
 * (we stopped waiting after the deadline; it may still finish). Of the picture: `picture-gone`
 * (its address expired), `picture-broken` (its bytes are no picture), `picture-too-large` (in bytes or
 * pixels), `picture-redirected` (its address leads to another host), `picture-unreachable`,
 * `picture-blocked` (its host is not on the manifest's allow-list). Of a job that an earlier window
 * left: `never-sent` (it was asked for long ago), `key-expired` (it may have been sent, too long ago to
 * be sent again for nothing), `undone` (its picture was placed, and is not on the canvas), `forgotten` (its
 * frame waits, and nobody knows for what), `only-told` (it may have been sent, too long ago to be sent
 * again for nothing, and only the file names a task of it), `other-account` (it may have been sent with
 * another key), `answer-lost` (it may have been sent, and what was sent can't be sent again).
 */
export type FailureKind =
  | HiApiErrorKind
  | 'task-failed'
  | 'moderated'
  | 'no-picture'
  | 'still-running'
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
  | 'picture-blocked'
  | 'unexpected'
  | PluginErrorCode

/** What "Retry" does about a failure: only a new task costs money again. */
export type Remedy =
  'new-task' | 'send-again' | 'check-again' | 'download-again' | 'place-again' | 'new-frame'

export interface Failure {
  readonly kind: FailureKind
  /** The server's own words, where it gave any; shown in quotation marks. */
  readonly words: string | null
  /** The host that it is about: `files.example.com`. */
  readonly host: string | null
  /** An id for support: of the request or of the task. Shown where the designer asks for it. */
  readonly supportId: string | null
  /** The size in bytes of what was too large to be sent, or the limit that what came was over. */
  readonly bytes: number | null
  /** The size of a picture that has too many pixels. */
  readonly pixels: Size | null
  readonly remedy: Remedy
}
