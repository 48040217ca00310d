import type { LedgerEntry, Submission } from '../../contract/model/stored/ledger.ts'

/** What the ledger is told of a job after it was written down. */
export type Change = Partial<
  Pick<LedgerEntry, 'nodes' | 'reference' | 'request' | 'submission' | 'account' | 'stopped'>
>

/**
 * An entry with what a window tells of it. A window that has not heard of what is kept does not take
 * it back: `created` stays before `sending`, and that before `unsent`, with the request it was sent by.
 * `unsent` never replaces `created`.
 *
 * @param isNews whether another window has written the submission that is kept
 */
export function merged(kept: LedgerEntry, change: Change, isNews: boolean): LedgerEntry {
  const next = { ...kept, ...change }
  const isLess = rankOf(next.submission) < rankOf(kept.submission)
  const isUnsent = next.submission.state === 'unsent' && kept.submission.state === 'created'
  if (!isUnsent && !(isNews && isLess)) return next
  const { submission, request, reference, account } = kept
  return { ...next, submission, request, reference, account }
}

/**
 * Whether another window has made the task of a job that is about to be sent with another key. With the
 * same key HiAPI answers with that task.
 */
export function isTaken(kept: LedgerEntry, change: Change, isNews: boolean): boolean {
  const isOther = change.request?.idempotencyKey !== kept.request.idempotencyKey
  const isSent = change.submission?.state === 'sending' && kept.submission.state === 'created'
  return isNews && isSent && isOther
}

const rankOf = ({ state }: Submission) => ['unsent', 'sending', 'created'].indexOf(state)
