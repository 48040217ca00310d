import { knownName, modelOf } from '../../../contract/hiapi/models/models.ts'
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
 * Whether a request first sent at `since` may no longer be sent again under its key. A clock that was set
 * back can't tell the age, so the key then counts as expired.
 *
 * @param since in milliseconds since 1970, as is `now`
 */
export function isExpired(since: number, now: number): boolean {
  return now < since || now - since >= keyLifetime
}

/** What to do with a job that an earlier window left. */
type Recovery =
  | { readonly name: 'go-on' }
  | { readonly name: 'stopped' }
  /** Shown with this failure until the designer decides. */
  | { readonly name: 'offer'; readonly failure: Failure }
  /** As `offer`, but nothing of it is left that could be lost. */
  | { readonly name: 'end'; readonly failure: Failure }

/**
 * A job continues by itself only if that costs nothing beyond what the designer ordered. Before its task
 * exists, that needs a living idempotency key and a waiting frame.
 *
 * @param now milliseconds since 1970
 */
export function recoveryOf(unfinished: Unfinished, now: number): Recovery {
  const { entry, knownBy, lostVariant } = unfinished
  const { submission, stopped, at } = entry
  if (expiredDocumentTask(unfinished, now) !== null) return offer('only-told', 'check-again')
  if (stopped) return { name: 'stopped' }
  // It had left the ledger: the designer undid its placing or its end, so it waits again.
  if (knownBy === 'receipt') return { name: 'offer', failure: undone }
  if (knownBy === 'variant') {
    return offer('forgotten', submission.state === 'created' ? 'check-again' : 'new-task')
  }
  switch (submission.state) {
    case 'created':
      return { name: 'go-on' }
    case 'unsent':
      if (lostVariant) return { name: 'end', failure: plain('variant-gone', 'send-again') }
      // It costs what the designer has ordered, once: a clock that was set back is no reason to ask.
      return now - at >= keyLifetime ? offer('never-sent', 'send-again') : { name: 'go-on' }
    case 'sending':
      if (isExpired(submission.since, now)) return offer('key-expired', 'new-task')
      return lostVariant ? offer('variant-gone', 'send-again') : { name: 'go-on' }
  }
}

/**
 * The task that only the document names, if nothing better is known. While the key lives, repeating the
 * request returns its task for free. That is proof; the document's word is not.
 */
function expiredDocumentTask(
  { entry: { submission }, documentTask }: Unfinished,
  now: number,
): TaskId | null {
  return submission.state === 'sending' && isExpired(submission.since, now) ? documentTask : null
}

/**
 * The entry that a recovered job starts with.
 *
 * @param now milliseconds since 1970
 */
export function entryFrom(unfinished: Unfinished, now: number): LedgerEntry {
  const { entry } = unfinished
  const task = expiredDocumentTask(unfinished, now)
  return task === null ? entry : { ...entry, submission: { state: 'created', at: entry.at, task } }
}

/**
 * Anyone with the file may have written an entry that only the document has. So this designer's price and
 * callback URL replace those of the entry, and a known model an unknown one.
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
