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

import { captureSource } from './capture.ts'
import { submit } from './submit.ts'
import { AnswerLostError, KeyExpiredError, OtherAccountError } from '../failures/errors.ts'

export interface CreationParts {
  readonly client: Client
  readonly clock: Clock
  readonly updater: JobUpdater
  readonly ledger: LedgerClient
  readonly references: References
  readonly settings: () => Settings
  /** Called when the API took another name of the model than the one in the settings. */
  readonly onModel: (model: Settings['model']) => void
}

/**
 * Creates a job's task, and records what is known of it before and after each request.
 *
 * @throws {HiApiError | KeyExpiredError | OtherAccountError | AnswerLostError | PluginError}
 */
export type Create = (work: ActiveJob) => Promise<void>

export function createCreation(parts: CreationParts): Create {
  const { client, clock, updater, ledger, references } = parts
  /** The smaller references that replace those that were too large. */
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
   * Whether to send another reference, once. A smaller one follows one that was too large; the first
   * follows again if it turns out to have arrived. Until that is known, the smaller one keeps the key, so
   * that HiAPI takes it only if the first did not arrive.
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

  /** @param smaller the reference to send now; null to use one already found necessary by earlier jobs */
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
   * The data URIs to send. Until its render exists, nothing keeps the picture of a layer in the file. A
   * lost one is captured again, and used only if it is identical.
   *
   * @throws {PluginError} `reference-gone`
   * @throws {AnswerLostError} if it may have been sent before
   */
  async function urisOf(work: ActiveJob, reference: Reference): Promise<readonly string[]> {
    const { plan } = work.job
    const further = furtherOf(work)
    try {
      return await references.dataUris(reference, further)
    } catch (error) {
      if (!isLost(error)) throw error
      const again = isSwap(plan) ? await captureSource(plan, references).catch(without) : null
      if (again?.hash === reference.hash) return references.dataUris(reference, further)
      throw work.job.submission.state === 'sending' ? new AnswerLostError() : error
    }
  }

  /**
   * Checks and records a request that is about to be sent: from here on its task may exist. The account is
   * checked once more right before sending.
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
      // No frame waits for it, and it has cost nothing.
      if (!isThere && before.state === 'unsent') throw new PluginError('variant-gone')
      const isSame = accountOf(parts.settings()).mark === account.mark
      if (!isSame && before.state === 'sending') throw new OtherAccountError()
      // Nothing was sent yet, so it can go to the account that the designer has since chosen.
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
   * Whether HiAPI may have forgotten the key of a request. Within one window both clocks count. The wall
   * clock may be set back, and the monotonic clock may stop while the computer sleeps.
   */
  function isStale({ firstSent }: ActiveJob, since: number): boolean {
    const now = clock.now()
    if (firstSent === null) return isExpired(since, now)
    return clock.monotonic() - firstSent >= keyLifetime || now - since >= keyLifetime
  }

  /** A request that was surely refused counts as unsent again, in the ledger too: the designer reads that. */
  async function recordRejection(work: ActiveJob, error: HiApiError): Promise<void> {
    work.refuse(error)
    const { submission } = work.job
    updater.update(work, {})
    // After a 429 the same request follows soon.
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

/** The look of a layer can't be captured: the layer is gone or hidden. */
function without(error: unknown): null {
  if (error instanceof PluginError) return null
  throw error
}
