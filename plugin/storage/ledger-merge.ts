import type { LedgerEntry, Submission } from '../protocol/ledger.ts'

/** What the ledger is told of a job after it was written down. */
export type Change = Partial<
  Pick<LedgerEntry, 'parts' | 'reference' | 'request' | 'submission' | 'account' | 'stopped'>
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
  const { submission, request, account } = kept
  return { ...next, submission, request, account }
}

const rankOf = ({ state }: Submission) => ['unsent', 'sending', 'created'].indexOf(state)
