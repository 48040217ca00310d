import type { ImageHash } from '../../../contract/model/ids.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import { isSwap } from '../../../contract/model/job-plan.ts'
import type { JobRequest } from '../../../contract/model/recipe.ts'
import type { Settings } from '../../../contract/model/client-storage/settings.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Client } from '../../services/hiapi/client.ts'
import { HiApiError } from '../../services/hiapi/errors.ts'
import type { References } from '../../services/references/references.ts'
import { accountOf, type MarkedAccount, requireAccount } from '../jobs/account-fingerprint.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import { keyLifetime } from '../jobs/idempotency.ts'
import type { JobUpdater } from '../jobs/job-updates.ts'
import type { LedgerClient } from '../jobs/ledger-client.ts'
import { isExpired } from '../jobs/recovery-policy.ts'

import { captureReference } from './capture.ts'
import { submit } from './submit.ts'
import { AnswerLostError, KeyExpiredError, OtherAccountError } from '../failures/errors.ts'

export interface CreationParts {
  readonly client: Client
  readonly clock: Clock
  readonly updater: JobUpdater
  readonly ledger: LedgerClient
  readonly references: References
  readonly settings: () => Settings
  /** Told when the API took another name of the model than the one in the settings. */
  readonly onModel: (model: Settings['model']) => void
}

/**
 * Creates the task of a job, and writes down what is known of it before and after each request.
 *
 * @throws {HiApiError | KeyExpiredError | OtherAccountError | AnswerLostError | PluginError}
 */
export type Create = (work: ActiveJob) => Promise<void>

export function createCreation(parts: CreationParts): Create {
  const { client, clock, updater, ledger, references } = parts
  /** The smaller references of those that were too large. */
  const smallerOf = new Map<ImageHash, Reference>()

  async function create(work: ActiveJob): Promise<void> {
    lighten(work, null)
    for (;;) {
      try {
        await createOnce(work)
        return
      } catch (error) {
        if (!(error instanceof HiApiError)) throw error
        await recordRejection(work, error)
        if (!(await sendsOther(work, error))) throw error
      }
    }
  }

  async function createOnce(work: ActiveJob): Promise<void> {
    const { reference } = work
    const { submission } = work.job
    if (reference === null) throw new PluginError('internal', 'a job without a reference')
    const uris = await urisOf(work, reference)
    const { task, request } = await submit(work.request, uris, client, work.signal, {
      announce: (next: JobRequest) => announce(work, next),
      isFresh: submission.state === 'unsent',
    })
    work.request = request
    work.job = { ...work.job, submission: { state: 'created', at: clock.now(), task } }
    await ledger.note(work)
    updater.update(work, { state: { name: 'queued' } })
    if (request.model !== parts.settings().model) parts.onModel(request.model)
  }

  /**
   * Whether another reference is to be sent, once: a smaller one where it was too large; and the first
   * one again, where it turns out to have arrived after all. A request of which that is not known keeps
   * its key with the smaller one too: then HiAPI takes it only if the first has not arrived.
   */
  async function sendsOther(work: ActiveJob, error: HiApiError): Promise<boolean> {
    if (error.kind === 'key-reused' && work.larger !== null) {
      work.reference = work.larger
      work.larger = null
      return true
    }
    const { reference } = work
    if (error.kind !== 'too-large' || work.larger !== null || reference === null) return false
    const smaller =
      smallerOf.get(reference.hash) ?? (await references.reduce(reference, furtherOf(work)))
    if (smaller === null) return false
    smallerOf.set(reference.hash, smaller)
    lighten(work, smaller)
    return true
  }

  /** @param smaller what is sent now; null for what is known to be needed from earlier jobs */
  function lighten(work: ActiveJob, smaller: Reference | null): void {
    const { reference } = work
    const { submission } = work.job
    const known = reference === null ? undefined : smallerOf.get(reference.hash)
    const next = smaller ?? (submission.state === 'unsent' ? known : undefined)
    if (next === undefined) return
    work.larger = reference
    work.reference = next
  }

  /**
   * What is sent. Nothing keeps the picture of a layer in the file before its render is there: where it
   * is lost, it is made again, and is good if it is the very same.
   *
   * @throws {PluginError} `reference-gone` @throws {AnswerLostError} where it may have been sent before
   */
  async function urisOf(work: ActiveJob, reference: Reference): Promise<readonly string[]> {
    const { plan } = work.job
    const further = furtherOf(work)
    try {
      return await references.dataUris(reference, further)
    } catch (error) {
      if (!isLost(error)) throw error
      const again = isSwap(plan) ? await captureReference(plan, references).catch(without) : null
      if (again?.hash === reference.hash) return references.dataUris(reference, further)
      throw work.job.submission.state === 'sending' ? new AnswerLostError() : error
    }
  }

  /**
   * Checks a request that is about to go out, and writes it down: from here on its task may exist. What
   * it gives is checked once more, right before it is sent.
   *
   * @returns the account to send it with
   * @throws {KeyExpiredError | OtherAccountError | PluginError}
   */
  async function announce(work: ActiveJob, request: JobRequest): Promise<MarkedAccount> {
    const before = work.job.submission
    const isSent =
      before.state === 'sending' && request.idempotencyKey === work.request.idempotencyKey
    const since = isSent ? before.since : clock.now()
    for (;;) {
      const account = accountOf(parts.settings())
      if (before.state === 'sending') requireAccount(work, account)
      if (isSent && isStale(work, since)) throw new KeyExpiredError()
      work.account = account.mark
      work.request = request
      const isThere = await ledger.updateJob(work, { state: 'sending', since })
      work.signal.throwIfAborted()
      // Nobody waits for it, and it has cost nothing.
      if (!isThere && before.state === 'unsent') throw new PluginError('variant-gone')
      const isSame = accountOf(parts.settings()).mark === account.mark
      if (!isSame && before.state === 'sending') throw new OtherAccountError()
      // Nothing is sent yet, so it can go to the account that the designer has chosen meanwhile.
      if (!isSame) continue
      if (isSent && isStale(work, since)) throw new KeyExpiredError()
      if (!isSent) work.firstSent = clock.monotonic()
      const sentAt = work.job.sentAt ?? since
      updater.update(work, {
        submission: { state: 'sending', since },
        sentAt,
        state: { name: 'sending' },
      })
      return account
    }
  }

  /**
   * Whether HiAPI may have forgotten the key of a request. Within one window the wall clock may be set
   * back; the other one may have stood still while the computer slept.
   */
  function isStale({ firstSent }: ActiveJob, since: number): boolean {
    const now = clock.now()
    if (firstSent === null) return isExpired(since, now)
    return clock.monotonic() - firstSent >= keyLifetime || now - since >= keyLifetime
  }

  /** What was surely not taken is unsent again, for the ledger too: it is what a designer is told. */
  async function recordRejection(work: ActiveJob, error: HiApiError): Promise<void> {
    work.refuse(error)
    const { submission } = work.job
    updater.update(work, {})
    // A 429 is about to be followed by the same request.
    const isNews = submission.state === 'unsent' && error.kind !== 'rate-limited'
    if (isNews && !work.signal.aborted) await ledger.note(work)
  }

  return create
}

function isLost(error: unknown): boolean {
  return error instanceof PluginError && error.code === 'reference-gone'
}

function furtherOf({ job }: ActiveJob): Reference[] {
  return job.plan.details.references.map(({ reference }) => reference)
}

/** What a layer looks like can't be found out: it is gone, or hidden. */
function without(error: unknown): null {
  if (error instanceof PluginError) return null
  throw error
}
