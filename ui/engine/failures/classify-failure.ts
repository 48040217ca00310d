import type { Submission } from '../../../contract/model/client-storage/ledger.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import { HiApiError } from '../../../contract/hiapi/errors.ts'
import type { RelayFailure } from '../../../contract/hiapi/relay/relay-errors.ts'
import type { Task } from '../../../contract/hiapi/schemas.ts'
import { BrokenPictureError, TooManyPixelsError } from '../../services/images/placeable-image.ts'
import { PictureError } from '../../services/hiapi/download-picture.ts'
import { type Failure, type FailureKind, haltingKinds, type Remedy } from './failure.ts'
import { StillRunningError } from '../../services/polling/poller.ts'
import { AnswerLostError, KeyExpiredError, OtherAccountError, TaskFailedError } from './errors.ts'

/** HiAPI has no code of its own for content refusals; answers that wrap another model's use these. */
const moderationCodes = /^(MODERATION|CONTENT_(POLICY|FILTER)|SAFETY)/
/** Phrases, not words: "policy" alone may be a referrer policy. */
const moderation =
  /content[ _-]?(policy|filter|moderation)|moderation (system|filter|policy|check)|(by|failed|flagged by|violat\w+)( the| our)? (moderation|safety)|safety (system|filter|check|polic|rule|guideline)|usage polic/i

/**
 * Why a job failed.
 *
 * @param submission how far the job had come at HiAPI
 */
export function failureOf(error: unknown, submission: Submission): Failure {
  const hasTask = submission.state === 'created'
  const again: Remedy = hasTask ? 'check-again' : 'send-again'
  if (error instanceof HiApiError) {
    const { kind, words, host, requestId: supportId, bytes } = error
    const remedy = kind === 'key-reused' ? 'new-task' : again
    return { ...plain(kind, remedy), words, host, supportId, bytes }
  }
  if (error instanceof TaskFailedError) return taskFailure(error.task)
  if (error instanceof OtherAccountError) return plain('other-account', again)
  if (error instanceof AnswerLostError) return plain('answer-lost', 'send-again')
  if (error instanceof KeyExpiredError) return plain('key-expired', 'new-task')
  if (error instanceof StillRunningError) return plain('still-running', 'check-again')
  if (error instanceof PictureError) {
    const { kind, host, bytes } = error
    return { ...plain(kind, 'download-again'), host, bytes }
  }
  if (error instanceof TooManyPixelsError) {
    return { ...plain('picture-too-large', 'download-again'), pixels: error.size }
  }
  if (error instanceof BrokenPictureError) return plain('picture-broken', 'download-again')
  if (error instanceof PluginError) {
    const place: Remedy = error.code === 'variant-gone' ? 'new-frame' : 'place-again'
    return plain(error.code, hasTask ? place : 'send-again')
  }
  return plain('unexpected', again)
}

/** Whether sending stops because of a failure. */
export function isPausing({ kind }: Failure): boolean {
  return haltingKinds.some((each) => each === kind)
}

/** Whether a task that ended this way cost nothing. */
export function isUnpaid({ kind }: Failure): boolean {
  return kind === 'relay-refused' || kind === 'stopped-unpaid'
}

/** Whether a job that failed this way is over unless it is ordered again. */
export function isSettledBy({ kind, remedy }: Failure, submission: Submission): boolean {
  switch (submission.state) {
    case 'unsent':
      // A temporary failure is tried again when the plugin is next opened.
      return kind !== 'rate-limited' && kind !== 'unavailable'
    case 'sending':
      // Whether it was paid is still unknown: the job comes back until that is decided.
      return false
    case 'created':
      return remedy === 'new-task'
  }
}

/** The kind for each code of a failure that a relay reports itself. */
const relayFailures: ReadonlyMap<string | null, FailureKind> = new Map(
  Object.entries({
    RELAY_REFUSED: 'relay-refused',
    RELAY_STOPPED: 'stopped-unpaid',
    RELAY_UNSURE: 'relay-unsure',
    RELAY_LOST: 'relay-unsure',
    RELAY_NO_OUTPUT: 'no-picture',
  } as const satisfies Readonly<Record<RelayFailure, FailureKind>>),
)

function taskFailure({ hiapiId: supportId, status, error }: Task): Failure {
  if (status === 'succeeded') return { ...plain('no-picture', 'check-again'), supportId }
  const { code = null, message = null } = error ?? {}
  const known = relayFailures.get(code)
  if (known !== undefined) {
    // The relay's own words would only repeat the sentence; HiAPI's say more.
    const words = known === 'relay-refused' ? message : null
    return { ...plain(known, 'new-task'), words, supportId }
  }
  const isModerated = moderationCodes.test(code ?? '') || moderation.test(message ?? '')
  const kind = isModerated ? 'moderated' : 'task-failed'
  return { ...plain(kind, 'new-task'), words: message ?? code, supportId }
}

/** A failure without further details. */
export function plain(kind: FailureKind, remedy: Remedy): Failure {
  return { kind, words: null, host: null, supportId: null, bytes: null, pixels: null, remedy }
}
