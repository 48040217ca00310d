import type { Failure, Remedy } from '../../engine/failures/failure.ts'
import type { JobState } from '../../engine/jobs/job.ts'
import type { Submission } from '../../../contract/model/client-storage/ledger.ts'
import { dollars } from '../../formats/money.ts'
import { isForText } from '../../formats/terms.ts'
import { digits, isOne, join, pluralize } from '../../formats/format.ts'
import { failureTexts, pauseMessage, type JobCost } from '../../engine/failures/text.ts'

/** The words of the task list. */

export const stateWords: Readonly<Record<JobState['name'], string>> = {
  waiting: 'Waiting',
  sending: 'Sending',
  queued: 'Queued',
  generating: 'Generating',
  saving: 'Saving',
  placing: 'Placing',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
}

/** "0:42", "12:05" */
export function elapsedText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`
}

export interface Tally {
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly stopped: number
}

/** "3/6" */
export function tallyInShort({ done, total }: Tally): string {
  return `${digits(done)}/${digits(total)}`
}

/** "3 of 6 pictures done, 1 failed." */
export function tallyText({ total, done, failed, stopped }: Tally): string {
  const parts = [`${digits(done)} of ${pluralize(total, 'picture')} done`]
  if (failed > 0) parts.push(`${digits(failed)} failed`)
  if (stopped > 0) parts.push(`${digits(stopped)} stopped`)
  return `${parts.join(', ')}.`
}

export function slowedText(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return `Paused by HiAPI, ${String(seconds)} s.`
}

/** Said once, where the seconds would be said over and over. */
export const pauseText = 'HiAPI asks for a pause. Restage goes on by itself.'

/** What is taken up again when the window opens: "Going on with 4 unfinished pictures." */
export function resumedText(pictures: number): string {
  return `Going on with ${pluralize(pictures, 'unfinished picture')}.`
}

/** What "Stop waiting" will do to a job as it stands. */
export function stopText({ submission, plan }: JobCost): string {
  const effect =
    submission.state === 'unsent'
      ? 'It is not sent yet: it is cancelled and costs nothing.'
      : 'The task may still finish and be charged. Retry goes on with it.'
  return join(effect, isForText(plan.details?.serves))
}

/** What "Stop all" will do to the jobs that are under way. */
export function stopAllText(stakes: readonly JobCost[]): string {
  const unsent = stakes.filter(({ submission }) => submission.state === 'unsent').length
  const sent = stakes.length - unsent
  const parts: string[] = []
  if (unsent > 0) {
    const verbs = isOne(unsent) ? 'is not sent yet: it is' : 'are not sent yet: they are'
    parts.push(`${pluralize(unsent, 'picture')} ${verbs} cancelled, at no cost.`)
  }
  if (sent > 0) {
    const them = isOne(sent) ? 'it' : 'them'
    parts.push(
      `${pluralize(sent, 'picture')} may still be made and charged: HiAPI has no way to cancel. Retry goes on with ${them}.`,
    )
  }
  return parts.join(' ')
}

/** What "Discard" does: it is only Restage that forgets. */
export function discardText({ submission }: Pick<JobCost, 'submission'>): string {
  switch (submission.state) {
    case 'unsent':
      return 'Restage forgets it. It costs nothing.'
    case 'sending':
      return 'Restage forgets it. If it has reached HiAPI, it stays there and may be charged.'
    case 'created':
      return 'Restage forgets it. Its task stays at HiAPI and may be charged.'
  }
}

/** Asked before something that may be paid is forgotten. */
export function discardQuestion(jobCost: JobCost): string {
  return join('Discard it?', discardText(jobCost), isForText(jobCost.plan.details?.serves))
}

/** Frames that wait for a picture that is not this designer's, or not this computer's, to fetch. */
export const foreignVariantsText =
  'Somebody else ordered their pictures, or you did on another computer. Restage leaves them alone: they go on when it is opened there.'

/** Pictures whose entries this version can't read: they stay in the ledger. */
export function unreadableText(pictures: number): string {
  return `${pluralize(pictures, 'picture')} ${isOne(pictures) ? 'was' : 'were'} started by a newer Restage. Update Restage to go on with ${isOne(pictures) ? 'it' : 'them'}.`
}

export const otherFilesText = 'Open that file and start Restage there to go on.'

/** What stands after the name of a file: "Brand film" + ": 3 unfinished pictures". */
export function unfinishedText(pictures: number): string {
  return `: ${pluralize(pictures, 'unfinished picture')}`
}

/** What discarding the jobs of another file does. */
export function forgetText(pictures: number): string {
  return `Restage forgets ${isOne(pictures) ? 'it' : 'them'}. Tasks that exist stay at HiAPI and may be charged.`
}

/** Said where it can no longer be seen: "3 pictures of Brand film are discarded." */
export function forgottenText(name: string, pictures: number): string {
  return `${pluralize(pictures, 'picture')} of ${name} ${isOne(pictures) ? 'is' : 'are'} discarded.`
}

export function forgetQuestion(pictures: number): string {
  return `Discard ${pluralize(pictures, 'picture')}? ${forgetText(pictures)}`
}

/**
 * What "Retry failed" will do: only what is ordered again costs money, and what was sent without an
 * answer costs it once at the most.
 */
export function retryFailedText(
  failed: readonly (JobCost & { readonly failure: Pick<Failure, 'remedy'> })[],
): string {
  const count = (...remedies: readonly Remedy[]) =>
    failed.filter(({ failure }) => remedies.includes(failure.remedy)).length
  const resent = failed.filter(
    ({ failure, submission }) => failure.remedy === 'send-again' && submission.state !== 'unsent',
  ).length
  const ordered = failed.filter(
    ({ failure, submission }) =>
      failure.remedy === 'new-task' ||
      (failure.remedy === 'send-again' && submission.state === 'unsent'),
  )
  const price = ordered.reduce((sum, { plan }) => sum + plan.price, 0)
  const checked = count('check-again')
  const fetched = count('download-again')
  const placed = count('place-again', 'new-frame')
  const free: string[] = []
  if (checked > 0) free.push(`${pluralize(checked, 'task')} asked for again`)
  if (fetched > 0) free.push(`${pluralize(fetched, 'picture')} fetched again`)
  if (placed > 0) free.push(`${pluralize(placed, 'picture')} placed again`)
  const parts: string[] = []
  if (ordered.length > 0) {
    parts.push(`${pluralize(ordered.length, 'new task')}, about ${dollars(price)}.`)
  }
  if (resent > 0) parts.push(`${pluralize(resent, 'request')} sent again, never charged twice.`)
  if (free.length > 0) parts.push(`At no cost: ${free.join(', ')}.`)
  return parts.join(' ')
}

/** What "Retry stopped" will do: what was never sent is sent, and paid; the rest goes on. */
export function retryStoppedText(stopped: readonly JobCost[]): string {
  const among = (state: Submission['state']) =>
    stopped.filter(({ submission }) => submission.state === state)
  const unsent = among('unsent')
  const price = unsent.reduce((sum, { plan }) => sum + plan.price, 0)
  const resent = among('sending').length
  const created = among('created').length
  const parts: string[] = []
  if (unsent.length > 0) {
    parts.push(`${pluralize(unsent.length, 'new task')}, about ${dollars(price)}.`)
  }
  if (resent > 0) parts.push(`${pluralize(resent, 'request')} sent again, never charged twice.`)
  if (created > 0) parts.push(`At no cost: ${pluralize(created, 'task')} waited for again.`)
  return parts.join(' ')
}

/** What a halt holds up: jobs of which some were never sent, only others, or none. */
export type PausedJobs = 'unsent' | 'sent' | 'nothing'

export function pauseNoticeText(failure: Failure, held: PausedJobs): string {
  const { happened, cost, next } = pauseMessage(failure)
  // The picture is one job's; all that can be done for it is done outside of Restage.
  if (held === 'nothing' || failure.kind === 'picture-blocked') {
    return join(happened, failureTexts[failure.kind].next)
  }
  return join(happened, held === 'unsent' ? cost : null, next)
}

/** For those who don't see the list: "Poster, 9:16, failed. …" */
export function failedJobText(source: string, target: string, sentence: string): string {
  return `${source}, ${target}, failed. ${sentence}`
}
