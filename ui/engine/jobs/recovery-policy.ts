import { knownName, modelOf } from '../../catalog/models/models.ts'
import type { TaskId } from '../../../contract/model/ids.ts'
import type { LedgerEntry } from '../../../contract/model/client-storage/ledger.ts'
import type { Settings } from '../../../contract/model/client-storage/settings.ts'
import type { Failure, FailureKind, Remedy } from '../failures/failure.ts'
import { plain } from '../failures/classify-failure.ts'
import type { PriceOf } from '../planning/plan-jobs.ts'
import { undone } from './presence.ts'
import { keyLifetime } from './idempotency.ts'
import type { Unfinished } from '../../../contract/model/unfinished.ts'

/**
 * Whether a request that was first sent at `since` may not be sent again under its key. A clock that has
 * gone back tells nothing of how long that is ago.
 *
 * @param since and `now`: milliseconds since 1970
 */
export function isExpired(since: number, now: number): boolean {
  return now < since || now - since >= keyLifetime
}

/** What is to become of a job that an earlier window left. */
export type Recovery =
  | { readonly name: 'go-on' }
  | { readonly name: 'stopped' }
  /** It is shown with this failure, and waits for the designer. */
  | { readonly name: 'offer'; readonly failure: Failure }
  /** As an offer, but there is nothing left of it that could be lost. */
  | { readonly name: 'end'; readonly failure: Failure }

/**
 * Goes on by itself wherever that can't cost anything that the designer has not asked for: within the
 * lifetime of its idempotency key, and while its frame waits for it.
 *
 * @param now milliseconds since 1970
 */
export function recoveryOf(unfinished: Unfinished, now: number): Recovery {
  const { entry, knownBy, lostVariant } = unfinished
  const { submission, stopped, at } = entry
  if (toldTaskOf(unfinished, now) !== null) return offer('only-told', 'check-again')
  if (stopped) return { name: 'stopped' }
  // It left the ledger: that it waits again was the designer's undoing, of its placing or of its end.
  if (knownBy === 'receipt') return { name: 'offer', failure: undone }
  if (knownBy === 'variant') {
    return offer('forgotten', submission.state === 'created' ? 'check-again' : 'new-task')
  }
  switch (submission.state) {
    case 'created':
      return { name: 'go-on' }
    case 'unsent':
      if (lostVariant) return { name: 'end', failure: plain('variant-gone', 'send-again') }
      return isExpired(at, now) ? offer('never-sent', 'send-again') : { name: 'go-on' }
    case 'sending':
      if (isExpired(submission.since, now)) return offer('key-expired', 'new-task')
      return lostVariant ? offer('variant-gone', 'send-again') : { name: 'go-on' }
  }
}

/**
 * The task that only the document names, where that is all there is left to go by. While the job's key
 * lives, the same request tells its task for nothing: that is a proof, and the document's word is none.
 */
function toldTaskOf({ entry: { submission }, told }: Unfinished, now: number): TaskId | null {
  return submission.state === 'sending' && isExpired(submission.since, now) ? told : null
}

/**
 * What a recovered job begins with.
 *
 * @param now milliseconds since 1970
 */
export function entryFrom(unfinished: Unfinished, now: number): LedgerEntry {
  const { entry } = unfinished
  const task = toldTaskOf(unfinished, now)
  return task === null ? entry : { ...entry, submission: { state: 'created', at: entry.at, task } }
}

/**
 * An entry that only the document tells of: everyone who has the file can have written it. What a new
 * task of it costs, and who is told of that, is this designer's own affair.
 */
export function asOwn(
  entry: LedgerEntry,
  { callbackUrl }: Pick<Settings, 'callbackUrl'>,
  price: PriceOf,
): LedgerEntry {
  const { plan, request } = entry
  return {
    ...entry,
    plan: { ...plan, price: price(request, modelOf(request.model)) },
    request: { ...request, model: knownName(request.model), callbackUrl },
  }
}

function offer(kind: FailureKind, remedy: Remedy): Recovery {
  return { name: 'offer', failure: plain(kind, remedy) }
}
