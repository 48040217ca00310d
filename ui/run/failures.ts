import { PluginError } from '../../plugin/protocol/errors.ts'
import { HiApiError } from '../hiapi/errors.ts'
import type { Task } from '../hiapi/contract.ts'
import { BrokenPictureError } from '../images/picture.ts'
import { PictureError } from './download.ts'
import type { Failure, Remedy } from './failure.ts'
import { StillRunningError } from './poller.ts'

/** The task ended without a picture that we could use. */
export class TaskFailedError extends Error {
  override readonly name = 'TaskFailedError'
  readonly task: Task

  constructor(task: Task) {
    super('task failed')
    this.task = task
  }
}

/** HiAPI has no code for a refusal on grounds of content; its skill matches these words. */
const moderation = /content.?policy|policy|safety|moderation/i

/**
 * What a job failed of.
 *
 * @param hasTask whether its task was created, so that money may have been spent
 */
export function failureOf(error: unknown, hasTask: boolean): Failure {
  const again: Remedy = hasTask ? 'check-again' : 'send-again'
  if (error instanceof HiApiError) {
    const { words, reference } = error.said
    const remedy = error.kind === 'key-reused' ? 'new-task' : again
    return { kind: error.kind, words, reference, remedy }
  }
  if (error instanceof TaskFailedError) return taskFailure(error.task)
  if (error instanceof StillRunningError) return plain('still-running', 'check-again')
  if (error instanceof PictureError) {
    return { ...plain(error.kind, 'download-again'), reference: error.host }
  }
  if (error instanceof BrokenPictureError) return plain('picture-broken', 'download-again')
  if (error instanceof PluginError) {
    return plain(error.code, hasTask ? 'place-again' : 'send-again')
  }
  return { ...plain('unexpected', again), words: error instanceof Error ? error.message : null }
}

function taskFailure({ id, status, error }: Task): Failure {
  if (status === 'succeeded') return { ...plain('no-picture', 'check-again'), reference: id }
  const words = error?.message ?? error?.code ?? null
  const kind = moderation.test(`${error?.code ?? ''} ${words ?? ''}`) ? 'moderated' : 'task-failed'
  return { kind, words, reference: id, remedy: 'new-task' }
}

function plain(kind: Failure['kind'], remedy: Remedy): Failure {
  return { kind, words: null, reference: null, remedy }
}
