import type { ImageHash } from '../../../contract/model/ids.ts'
import type { Reference } from '../../../contract/model/reference.ts'
import { modelOf } from '../../../contract/hiapi/models/models.ts'
import { isSwap } from '../../../contract/model/job-plan.ts'
import type { JobRequest } from '../../../contract/model/job-request.ts'
import type { Settings } from '../../../contract/model/client-storage/settings.ts'
import { PluginError } from '../../../contract/protocol/plugin-error.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Client } from '../../services/hiapi/client.ts'
import { HiApiError } from '../../../contract/hiapi/errors.ts'
import type { RelayInfo } from '../../../contract/hiapi/relay/relay-info.ts'
import type { RelayLink } from '../../services/relay/relay-link.ts'
import type { References } from '../../services/references/references.ts'
import { accountOf, type MarkedAccount, requireAccount } from '../jobs/account-fingerprint.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import { keyLifetime } from '../jobs/idempotency.ts'
import type { JobUpdater } from '../jobs/job-updates.ts'
import type { LedgerClient } from '../jobs/ledger-client.ts'
import { isExpired } from '../jobs/recovery-policy.ts'
import type { Job } from '../jobs/job.ts'
import type { PlanParts } from '../planning/plan-jobs.ts'
import { captureSource } from './capture.ts'
import { submit } from './submit.ts'
import { AnswerLostError, KeyExpiredError, OtherAccountError } from '../failures/errors.ts'

export interface CreationParts {
  readonly client: Client
  readonly clock: Clock
  readonly updater: JobUpdater
  readonly ledger: LedgerClient
  readonly references: References
  readonly relay: RelayLink
  readonly settings: () => Settings
  readonly price: PlanParts['price']
  /** Called when the API took another name of the model than the one in the settings. */
  readonly onModel: (model: Settings['model']) => void
}

/**
 * Creates a job's task, and records what is known of it before and after each request.
 *
 * @throws {HiApiError | KeyExpiredError | OtherAccountError | AnswerLostError | PluginError}
 */
export type Create = (active: ActiveJob) => Promise<void>

export function createCreation(parts: CreationParts): Create {
  const { client, clock, updater, ledger, references, relay } = parts
  /** The smaller references that replace those that were too large. */
  const smallerOf = new Map<ImageHash, Reference>()

  async function create(active: ActiveJob): Promise<void> {
    lighten(active, null)
    for (let hasUploaded = false; ;) {
      try {
        await createOnce(active)
        return
      } catch (error) {
        if (!(error instanceof HiApiError)) throw error
        if (error.kind === 'reference-unknown' && !hasUploaded) {
          // The same request follows, under the same key.
          hasUploaded = true
          references.forgetUploads(referencesOf(active))
          continue
        }
        await recordRejection(active, error)
        if (!(await sendsOther(active, error))) throw error
      }
    }
  }

  async function createOnce(active: ActiveJob): Promise<void> {
    const { reference } = active
    const { submission } = active.job
    if (reference === null) throw new PluginError('internal', 'a job without a reference')
    const sentTo = await relay.known()
    const sent = await addressesOf(active, reference, sentTo)
    // A relay accepts no callback address, because it gets HiAPI's callbacks itself.
    const wanted = sentTo === null ? active.request : { ...active.request, callbackUrl: '' }
    const { task, request } = await submit(wanted, sent, client, active.signal, {
      announce: (next: JobRequest) => announce(active, next, sentTo),
      isFresh: submission.state === 'unsent',
    })
    active.request = request
    // One that was sent before may have been taken then, and may have ended.
    const at = submission.state === 'sending' ? submission.since : clock.now()
    active.job = { ...active.job, submission: { state: 'created', at, task } }
    await ledger.note(active)
    updater.update(active, { state: { name: 'queued' } })
    if (request.model !== parts.settings().model) parts.onModel(request.model)
  }

  /**
   * Whether to send another reference, once. A smaller one follows one that was too large; the first
   * follows again if it turns out to have arrived. Until that is known, the smaller one keeps the key, so
   * that HiAPI takes it only if the first did not arrive.
   */
  async function sendsOther(active: ActiveJob, error: HiApiError): Promise<boolean> {
    if (error.kind === 'key-reused' && active.larger !== null) {
      active.reference = active.larger
      active.larger = null
      return true
    }
    const { reference } = active
    if (error.kind !== 'too-large' || active.larger !== null || reference === null) return false
    const smaller =
      smallerOf.get(reference.hash) ?? (await references.reduce(reference, furtherOf(active)))
    if (smaller === null) return false
    smallerOf.set(reference.hash, smaller)
    lighten(active, smaller)
    return true
  }

  /** @param smaller the reference to send now; null to use one already found necessary by earlier jobs */
  function lighten(active: ActiveJob, smaller: Reference | null): void {
    const { reference } = active
    const { submission } = active.job
    const known = reference === null ? undefined : smallerOf.get(reference.hash)
    const next = smaller ?? (submission.state === 'unsent' ? known : undefined)
    if (next === undefined) return
    active.larger = reference
    active.reference = next
  }

  /**
   * The references to send, as the API or the relay reads them. Until a layer's render exists, nothing keeps
   * the layer's picture in the file. A lost picture is captured again, and used only if it is identical.
   *
   * @throws {PluginError} `reference-gone`
   * @throws {AnswerLostError} if it may have been sent before
   */
  async function addressesOf(
    active: ActiveJob,
    reference: Reference,
    at: RelayInfo | null,
  ): Promise<readonly string[]> {
    const { plan } = active.job
    const further = furtherOf(active)
    try {
      return await references.addresses(reference, further, at)
    } catch (error) {
      if (!isLost(error)) throw error
      const again = isSwap(plan) ? await captureSource(plan, references).catch(without) : null
      if (again?.hash === reference.hash) return references.addresses(reference, further, at)
      throw active.job.submission.state === 'sending' ? new AnswerLostError() : error
    }
  }

  /**
   * Checks and records a request that is about to be sent: from here on its task may exist. The account is
   * checked once more right before sending.
   *
   * @param at the relay that has its references; null for none
   * @returns the account to send it with
   * @throws {HiApiError} `reference-unknown` if it would go to another relay, or to none
   * @throws {KeyExpiredError | OtherAccountError | PluginError}
   */
  async function announce(
    active: ActiveJob,
    request: JobRequest,
    at: RelayInfo | null,
  ): Promise<MarkedAccount> {
    const before = active.job.submission
    const isSent =
      before.state === 'sending' && request.idempotencyKey === active.request.idempotencyKey
    const since = isSent ? before.since : clock.now()
    for (;;) {
      const now = await relay.known()
      if (now?.account !== at?.account) {
        throw new HiApiError('reference-unknown', { mayExist: false })
      }
      const account = accountOf(parts.settings(), now)
      if (before.state === 'sending') requireAccount(active, account, relay.doubt())
      if (isSent && isStale(active, since)) throw new KeyExpiredError()
      active.account = account.mark
      if (request.resolution !== active.request.resolution) active.job = repriced(active, request)
      active.request = request
      const isThere = await ledger.updateJob(active, { state: 'sending', since })
      active.signal.throwIfAborted()
      // No frame waits for it, and it has cost nothing.
      if (!isThere && before.state === 'unsent') throw new PluginError('variant-gone')
      const isSame = accountOf(parts.settings(), null).keyMark === account.keyMark
      if (!isSame && before.state === 'sending') throw new OtherAccountError()
      // Nothing was sent yet, so it can go to the account that the designer has since chosen.
      if (!isSame) continue
      if (isSent && isStale(active, since)) throw new KeyExpiredError()
      if (!isSent) active.firstSent = clock.monotonic()
      const sentAt = active.job.sentAt ?? since
      updater.update(active, {
        submission: { state: 'sending', since },
        sentAt,
        state: { name: 'sending' },
      })
      return account
    }
  }

  /** A job whose resolution does not exist for its ratio, at the price of the one that is ordered instead. */
  function repriced({ job }: ActiveJob, request: JobRequest): Job {
    const price = parts.price(request, modelOf(request.model))
    return { ...job, plan: { ...job.plan, price } }
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
  async function recordRejection(active: ActiveJob, error: HiApiError): Promise<void> {
    active.refuse(error)
    const { submission } = active.job
    updater.update(active, {})
    // After a 429 the same request follows soon.
    const isNews = submission.state === 'unsent' && error.kind !== 'rate-limited'
    if (isNews && !active.signal.aborted) await ledger.note(active)
  }

  return create
}

function isLost(error: unknown): boolean {
  return error instanceof PluginError && error.code === 'reference-gone'
}

function referencesOf(active: ActiveJob): Reference[] {
  return [...(active.reference === null ? [] : [active.reference]), ...furtherOf(active)]
}

function furtherOf({ job }: ActiveJob): Reference[] {
  return job.plan.details.references.map(({ reference }) => reference)
}

/** The look of a layer can't be captured: the layer is gone or hidden. */
function without(error: unknown): null {
  if (error instanceof PluginError) return null
  throw error
}
