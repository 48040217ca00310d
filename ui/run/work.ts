import type { JobRequest, Reference } from '../../plugin/protocol/recipe.ts'
import type { Settings } from '../../plugin/protocol/settings.ts'
import type { HiApiError } from '../hiapi/errors.ts'
import type { Remedy } from './failure.ts'
import type { Job, JobPlan } from './job.ts'
import { keyOf } from './submission.ts'

/** A job as the engine holds it: what people see of it, and what is needed to go on with it. */
export interface Work {
  job: Job
  request: JobRequest
  reference: Reference | null
  /** When its task was created, by our clock. */
  createdAt: number
  /** Aborted by "Stop waiting". */
  readonly signal: AbortSignal
  /** Given to the request that creates the task, which is never aborted once it has gone out. */
  readonly sending: AbortSignal
  /** What is under way for it; never rejects. */
  pursuit: Promise<void>
  stop(): void
  /**
   * Takes in that a request failed. Whether a refused POST uses up its idempotency key is not
   * documented, so the next one gets a new key, unless an earlier one may have created the task.
   */
  refuse(error: HiApiError): void
  /** Makes it ready for another try. Only a new task gets a new idempotency key. */
  restart(remedy: Remedy | null): void
}

export function createWork(
  plan: JobPlan,
  { model, callbackUrl }: Pick<Settings, 'model' | 'callbackUrl'>,
): Work {
  let attempt = 1
  let mayExist = false
  let waiting = new AbortController()
  function renewKey(work: Work): void {
    attempt++
    work.request = { ...work.request, idempotencyKey: keyOf(plan.id, attempt) }
  }
  return {
    job: {
      plan,
      state: { name: 'waiting' },
      sentAt: null,
      endedAt: null,
      task: null,
      variant: null,
      picture: null,
      remark: null,
    },
    request: {
      model,
      prompt: plan.prompt,
      ratio: plan.ratio,
      resolution: plan.resolution,
      callbackUrl,
      idempotencyKey: keyOf(plan.id, attempt),
    },
    reference: null,
    createdAt: 0,
    get signal() {
      return waiting.signal
    },
    sending: new AbortController().signal,
    pursuit: Promise.resolve(),
    stop() {
      waiting.abort(new DOMException('Stopped waiting', 'AbortError'))
    },
    refuse(error) {
      mayExist ||= error.mayExist
      if (!mayExist && !error.mayRetry) renewKey(this)
    },
    restart(remedy) {
      waiting = new AbortController()
      if (remedy !== 'new-task') return
      mayExist = false
      renewKey(this)
      this.job = { ...this.job, task: null, sentAt: null }
    },
  }
}
