import type { Task } from '../../../contract/hiapi/schemas.ts'

/** The task ended without a usable picture. */
export class TaskFailedError extends Error {
  override readonly name = 'TaskFailedError'
  readonly task: Task

  constructor(task: Task) {
    super('task failed')
    this.task = task
  }
}

/** The request was first sent so long ago that HiAPI may no longer know its key. */
export class KeyExpiredError extends Error {
  override readonly name = 'KeyExpiredError'
}

/** The request may have reached another account: only there does its key count and its task exist. */
export class OtherAccountError extends Error {
  override readonly name = 'OtherAccountError'
}

/** A request may have arrived, and its reference is no longer in the file, so it can't be sent again. */
export class AnswerLostError extends Error {
  override readonly name = 'AnswerLostError'
}
