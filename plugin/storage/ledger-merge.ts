import type { LedgerEntry, Submission } from '../../contract/model/client-storage/ledger.ts'

/** Changes to a job after it was added. */
export type Change = Partial<
  Pick<LedgerEntry, 'nodes' | 'reference' | 'request' | 'submission' | 'account' | 'stopped'>
>

/**
 * Merges a change into the stored entry. A window that has not read the stored submission can't set it back:
 * `created` wins over `sending`, and `sending` over `unsent`, each with its request. `unsent` never replaces
 * `created`.
 *
 * @param isNews whether another window has written the stored submission
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
 * Whether another window has created the task of a job that is about to be sent with another key. With the
 * same key, HiAPI answers with that task.
 */
export function isTaken(kept: LedgerEntry, change: Change, isNews: boolean): boolean {
  const isOther = change.request?.idempotencyKey !== kept.request.idempotencyKey
  const isSent = change.submission?.state === 'sending' && kept.submission.state === 'created'
  return isNews && isSent && isOther
}

const rankOf = ({ state }: Submission) => ['unsent', 'sending', 'created'].indexOf(state)
