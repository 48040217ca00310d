import type { LedgerEntry, Submission } from '../../../contract/model/client-storage/ledger.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import type { JobRequest } from '../../../contract/model/recipe.ts'
import type { HiApiError } from '../../services/hiapi/errors.ts'
import type { Remedy } from '../failures/failure.ts'
import type { Job } from './job.ts'
import { nextKey } from './idempotency.ts'

/** What a job starts from: nothing done yet, or what an earlier window left. */
export type Start = Omit<LedgerEntry, 'stopped'> & {
  readonly isKept: boolean
  /** Whether this window has planned it. */
  readonly isNew: boolean
}

/** A job as the engine holds it: what people see of it, and what is needed to go on with it. */
export interface ActiveJob {
  job: Job
  /** When the designer asked for it. */
  readonly at: number
  request: JobRequest
  reference: Reference | null
  /** What was first sent, where that was too large and `reference` is a smaller one; else null. */
  larger: Reference | null
  /** When this window first sent it under its key, by the clock's monotonic reading; null where it did not. */
  firstSent: number | null
  /** A mark of the account that it was sent to; empty while it was not. */
  account: string
  /** Whether nothing of it can be in the file yet. */
  isUnreserved: boolean
  /** Aborted by "Stop waiting". */
  readonly signal: AbortSignal
  /** One more with each restart: whatever was begun for an earlier one leaves it alone. */
  readonly generation: number
  /** What is under way for it; never rejects. */
  processing: Promise<void>
  stop(): void
  /**
   * Takes in that a request failed. Where nothing was created, it is unsent again. Whether a refused
   * POST uses up its idempotency key is not documented, so the next one gets a new key.
   */
  refuse(error: HiApiError): void
  /** Makes it ready for another try. Only a new task gets a new idempotency key. */
  restart(remedy: Remedy | null): void
}

export function createActiveJob(start: Start): ActiveJob {
  const { plan } = start
  /** Whether an earlier request under the key may have arrived: then no later refusal undoes that. */
  let mayExist = start.submission.state === 'sending'
  let waiting = new AbortController()
  let generation = 1
  function renewKey(work: ActiveJob): void {
    work.request = {
      ...work.request,
      idempotencyKey: nextKey(plan.id, work.request.idempotencyKey),
    }
  }
  return {
    job: {
      plan,
      state: { name: 'waiting' },
      sentAt: sentAt(start.submission),
      endedAt: null,
      submission: start.submission,
      isKept: start.isKept,
      variants: start.nodes,
      picture: null,
      remark: null,
    },
    at: start.at,
    request: start.request,
    reference: start.reference,
    larger: null,
    firstSent: null,
    account: start.account,
    isUnreserved: start.isNew,
    get signal() {
      return waiting.signal
    },
    get generation() {
      return generation
    },
    processing: Promise.resolve(),
    stop() {
      waiting.abort(new DOMException('Stopped waiting', 'AbortError'))
    },
    refuse(error) {
      mayExist ||= error.mayExist
      if (mayExist || this.job.submission.state === 'created') return
      this.job = { ...this.job, submission: { state: 'unsent' } }
      if (!error.mayRetry) renewKey(this)
    },
    restart(remedy) {
      waiting = new AbortController()
      generation++
      if (remedy !== 'new-task') return
      mayExist = false
      renewKey(this)
      this.job = { ...this.job, submission: { state: 'unsent' }, sentAt: null }
    },
  }
}

function sentAt(submission: Submission): number | null {
  switch (submission.state) {
    case 'unsent':
      return null
    case 'sending':
      return submission.since
    case 'created':
      return submission.at
  }
}
