import type { LedgerEntry, Submission } from '../../../contract/model/client-storage/ledger.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import type { JobRequest } from '../../../contract/model/job-request.ts'
import type { HiApiError } from '../../../contract/hiapi/errors.ts'
import type { Remedy } from '../failures/failure.ts'
import type { Job } from './job.ts'
import { nextKey } from './idempotency.ts'

/** What a job starts from: a new plan, or what an earlier window left. */
export type Start = Omit<LedgerEntry, 'stopped'> & {
  readonly isKept: boolean
  /** Whether this window planned it. */
  readonly isNew: boolean
}

/** A job as the engine holds it: what the window shows, and what is needed to continue it. */
export interface ActiveJob {
  job: Job
  request: JobRequest
  reference: Reference | null
  /** The reference first sent, if it was too large and `reference` is a smaller one; else null. */
  larger: Reference | null
  /** When this window first sent it under its key, by `clock.monotonic()`; null if it did not. */
  firstSent: number | null
  /** The mark of the account it was sent to; empty before that. */
  account: string
  /** True until a reservation is tried: the file can hold nothing of it yet. */
  isUnreserved: boolean
  /** Aborted by "Stop waiting". */
  readonly signal: AbortSignal
  /** Increases with each restart: steps begun before it leave the job alone. */
  readonly generation: number
  /** Its current processing; never rejects. */
  processing: Promise<void>
  stop(): void
  /**
   * Records a failed request. If no task was created, the job counts as unsent again. HiAPI does not
   * document whether a refused POST uses up its idempotency key. So the next POST gets a new key, unless
   * the same request may be repeated.
   */
  refuse(error: HiApiError): void
  /** Its relay has lost its task, which HiAPI may have: it counts as sent, and keeps its key. */
  lose(since: number): void
  /** Its task was stopped before it was sent: it counts as unsent again, and its key is used up. */
  withdraw(): void
  /** Prepares it for another try. Only a new task gets a new idempotency key. */
  restart(remedy: Remedy | null): void
}

export function createActiveJob(start: Start): ActiveJob {
  const { plan } = start
  /** Whether an earlier request under this key may have arrived: no later refusal disproves that. */
  let mayExist = start.submission.state === 'sending'
  let waiting = new AbortController()
  let generation = 1
  function renewKey(active: ActiveJob): void {
    active.request = {
      ...active.request,
      idempotencyKey: nextKey(plan.id, active.request.idempotencyKey),
    }
  }
  return {
    job: {
      plan,
      state: { name: 'waiting' },
      isNew: start.isNew,
      at: start.at,
      sentAt: sentAt(start.submission),
      endedAt: null,
      submission: start.submission,
      isKept: start.isKept,
      variants: start.nodes,
      picture: null,
      remark: null,
    },
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
      this.job = { ...this.job, submission: { state: 'unsent' }, sentAt: null }
      if (!error.mayRetry) renewKey(this)
    },
    lose(since) {
      mayExist = true
      this.job = { ...this.job, submission: { state: 'sending', since } }
    },
    withdraw() {
      mayExist = false
      renewKey(this)
      this.job = { ...this.job, submission: { state: 'unsent' }, sentAt: null }
    },
    restart(remedy) {
      waiting = new AbortController()
      generation++
      if (remedy === 'new-task') this.withdraw()
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
