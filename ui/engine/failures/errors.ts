import type { Task } from '../../services/hiapi/schemas.ts'

/** The task ended without a picture that we could use. */
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

/** The request may have arrived at another account, where its key counts and its task would be. */
export class OtherAccountError extends Error {
  override readonly name = 'OtherAccountError'
}

/** A request may have arrived, and what was sent is not in the file to be sent again. */
export class AnswerLostError extends Error {
  override readonly name = 'AnswerLostError'
}
