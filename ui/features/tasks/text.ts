import type { Failure, Remedy } from '../../engine/failures/failure.ts'
import type { JobState } from '../../engine/jobs/job.ts'
import type { Submission } from '../../../contract/model/client-storage/ledger.ts'
import { dollars } from '../../formats/money.ts'
import { isForText } from '../../formats/terms.ts'
import { counted, digits, isOne, join } from '../../formats/format.ts'
import { failureTexts, pauseMessage, type JobCost } from '../../engine/failures/text.ts'

/** The words of the task list. */

export const taskLabels = {
  tasks: 'Tasks',
  retry: 'Retry',
  discard: 'Discard',
  keep: 'Keep',
  stop: 'Stop waiting',
  retryFailed: 'Retry failed',
  retryStopped: 'Retry stopped',
  stopAll: 'Stop all',
  foreignVariants: 'Waiting for others',
  otherFiles: 'In other files',
  run: 'Run',
  pictures: 'Pictures',
  selectAll: 'Select all',
  clear: 'Clear',
  undoRun: 'Undo this run',
  undoRunHint: 'Removes its variants in one step. Finished pictures can be placed again, free.',
  clearHint: 'Removes ended rows from the list. The canvas stays as it is.',
} as const

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

/** Of a picture that was placed and is on the canvas no longer. */
export const undoneWord = 'Undone'

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
  /** Placed, and then undone. */
  readonly undone: number
}

/** What runs have made: frames, and whether all of them took the place of a layer. */
export interface Ready {
  readonly frames: number
  readonly isSwap: boolean
}

/** "12 variants ready · 2 failed", "1 render ready" */
export function readyText({ frames, isSwap }: Ready, failed: number): string {
  const ready = isSwap
    ? counted(frames, '1 render ready', '# renders ready')
    : counted(frames, '1 variant ready', '# variants ready')
  return failed === 0 ? ready : [ready, `${digits(failed)} failed`].join(' · ')
}

/** "seconds left", "about 3 min left": short, because it stands in one line with three buttons. */
export function leftText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  return minutes < 1 ? 'seconds left' : `about ${digits(minutes)} min left`
}

/**
 * Facts in a row: "7 of 12 · 1 failed · about 3 min left"; at the end "12 variants ready", "9 ready · 1 failed".
 *
 * @param ready of runs that have ended; null while one is under way, or if they made nothing
 * @param left milliseconds; null where unknown
 */
export function progressText(
  { total, done, failed, stopped, undone }: Tally,
  ready: Ready | null,
  left: number | null,
): string {
  // Short, because three buttons are beside it, and the number of failures must be visible.
  const ended = [
    ...(failed > 0 ? [`${digits(failed)} failed`] : []),
    ...(stopped > 0 ? [`${digits(stopped)} stopped`] : []),
  ]
  if (ready !== null) {
    return ended.length === 0
      ? readyText(ready, 0)
      : [`${digits(ready.frames)} ready`, ...ended].join(' · ')
  }
  return [
    `${digits(done)} of ${digits(total)}`,
    ...ended,
    ...(undone > 0 ? [`${digits(undone)} undone`] : []),
    ...(left === null ? [] : [leftText(left)]),
  ].join(' · ')
}

/** Above the pictures of a source: "Poster · 16:05 · A print on a sunlit table" */
export function groupText(source: string, time: string, prompt: string): string {
  return [source, time, prompt].join(' · ')
}

/** "3 of 6 pictures done, 1 failed." */
export function tallyText({ total, done, failed, stopped }: Tally): string {
  const some = digits(done)
  const parts = [counted(total, `${some} of 1 picture done`, `${some} of # pictures done`)]
  if (failed > 0) parts.push(`${digits(failed)} failed`)
  if (stopped > 0) parts.push(`${digits(stopped)} stopped`)
  return `${parts.join(', ')}.`
}

export function slowedText(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return `Paused by HiAPI, ${String(seconds)} s.`
}

/** Announced once, because seconds would be announced again and again. */
export const pauseText = 'HiAPI asks for a pause. Restage continues by itself.'

/** What continues when the window opens: "Continuing 4 unfinished pictures." */
export function resumedText(pictures: number): string {
  return counted(pictures, 'Continuing 1 unfinished picture.', 'Continuing # unfinished pictures.')
}

/** Shown while all unfinished jobs are with a relay. */
export const mayCloseText = 'You can close this window: the relay goes on.'

/**
 * What "Stop waiting" will do to a job in its present state.
 *
 * @param isQueued whether it waits in the queue of a relay
 */
export function stopText({ submission, plan }: JobCost, isQueued = false): string {
  const effect =
    submission.state === 'unsent'
      ? 'Not sent yet. Stopping costs nothing.'
      : isQueued
        ? 'It costs nothing if the relay has not sent it yet.'
        : 'HiAPI may still finish and charge it. Retry continues it.'
  return join(effect, isForText(plan.details?.serves))
}

/**
 * What "Stop all" will do to the jobs that are under way.
 *
 * @param queued how many more wait in the queue of a relay
 */
export function stopAllText(stakes: readonly JobCost[], queued = 0): string {
  const unsent = stakes.filter(({ submission }) => submission.state === 'unsent').length
  const sent = stakes.length - unsent
  return join(
    counted(
      unsent,
      '1 picture not sent yet: stopped at no cost.',
      '# pictures not sent yet: stopped at no cost.',
      '',
    ),
    counted(
      queued,
      '1 picture queued at the relay: costs nothing if not sent yet.',
      '# pictures queued at the relay: cost nothing if not sent yet.',
      '',
    ),
    counted(
      sent,
      '1 picture at HiAPI: may still finish and be charged.',
      '# pictures at HiAPI: may still finish and be charged.',
      '',
    ),
  )
}

/**
 * What "Discard" does: only Restage forgets the job.
 *
 * @param isOver whether the job has failed, rather than been stopped: its task does not go on
 */
export function discardText({ submission }: Pick<JobCost, 'submission'>, isOver = false): string {
  switch (submission.state) {
    case 'unsent':
      return 'Removes it from the list. It costs nothing.'
    case 'sending':
      return 'Removes it from the list. If it has reached HiAPI, it may be charged.'
    case 'created':
      return isOver
        ? 'Removes it from the list, and its picture with it, if there is one.'
        : 'Removes it from the list. HiAPI may still finish and charge it.'
  }
}

/** Asked before something that may be paid is forgotten. */
export function discardQuestion(jobCost: JobCost, isOver = false): string {
  const { details } = jobCost.plan
  return join('Discard it?', discardText(jobCost, isOver), isForText(details?.serves))
}

/** Frames whose pictures only another designer, or another computer, can fetch. */
export const foreignVariantsText =
  'Ordered by someone else, or on another computer. They continue when Restage is opened there.'

/** Pictures whose entries this version can't read: they stay in the ledger. */
export function unreadableText(pictures: number): string {
  return counted(
    pictures,
    '1 picture from a newer Restage. Update Restage to continue.',
    '# pictures from a newer Restage. Update Restage to continue.',
  )
}

export const otherFilesText = 'Open that file and start Restage there to continue.'

/** What follows the name of a file: "Brand film" + ": 3 unfinished pictures". */
export function unfinishedText(pictures: number): string {
  return counted(pictures, ': 1 unfinished picture', ': # unfinished pictures')
}

/** What discarding the jobs of another file does. */
export function forgetText(pictures: number): string {
  return isOne(pictures)
    ? 'Removes it from the list. HiAPI may still finish and charge it.'
    : 'Removes them from the list. HiAPI may still finish and charge them.'
}

/** Announced once the jobs are no longer listed: "3 pictures of Brand film discarded." */
export function forgottenText(name: string, pictures: number): string {
  return counted(pictures, `1 picture of ${name} discarded.`, `# pictures of ${name} discarded.`)
}

export function forgetQuestion(pictures: number): string {
  return join(counted(pictures, 'Discard 1 picture?', 'Discard # pictures?'), forgetText(pictures))
}

/**
 * What "Retry failed" will do: only a new order costs money, and a request without an answer costs at most
 * once.
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
  const checked = count('check-again')
  const fetched = count('download-again')
  const placed = count('place-again', 'new-frame')
  const free = [
    counted(checked, '1 task asked for again', '# tasks asked for again', ''),
    counted(fetched, '1 picture fetched again', '# pictures fetched again', ''),
    counted(placed, '1 picture placed again', '# pictures placed again', ''),
  ].filter((fact) => fact !== '')
  return join(
    orderedText(ordered),
    resentText(resent),
    free.length === 0 ? null : `At no cost: ${free.join(', ')}.`,
  )
}

/** The tasks that a press orders, and their cost. */
function orderedText(ordered: readonly JobCost[]): string {
  const cost = dollars(ordered.reduce((sum, { plan }) => sum + plan.price, 0))
  return counted(ordered.length, `1 new task, about ${cost}.`, `# new tasks, about ${cost}.`, '')
}

function resentText(resent: number): string {
  return counted(
    resent,
    '1 request sent again, never charged twice.',
    '# requests sent again, never charged twice.',
    '',
  )
}

/** What "Retry stopped" will do: jobs that were never sent are sent, and paid; the rest continues. */
export function retryStoppedText(stopped: readonly JobCost[]): string {
  const among = (state: Submission['state']) =>
    stopped.filter(({ submission }) => submission.state === state)
  const created = among('created').length
  return join(
    orderedText(among('unsent')),
    resentText(among('sending').length),
    counted(
      created,
      'At no cost: 1 task waited for again.',
      'At no cost: # tasks waited for again.',
      '',
    ),
  )
}

/** The jobs that a pause holds back: some that were never sent, only sent ones, or none. */
export type PausedJobs = 'unsent' | 'sent' | 'nothing'

export function pauseNoticeText(failure: Failure, held: PausedJobs): string {
  const { happened, cost, next } = pauseMessage(failure)
  // Only one job has this picture, and only steps outside of Restage can help.
  if (held === 'nothing' || failure.kind === 'picture-blocked') {
    return join(happened, failureTexts[failure.kind].next)
  }
  return join(happened, held === 'unsent' ? cost : null, next)
}

/** The key was removed while pictures were under way. */
export const noKeyPauseText = 'There is no API key. Add it in Settings. Restage then continues.'

/** Why what a relay has not sent yet waits. A newer relay may have other reasons than a `Pause`. */
export function relayPauseText(pause: string): string {
  const { happened, next } = failureTexts['relay-paused']
  if (pause === 'key') return join(happened, next)
  const isOfBalance = pause === 'balance'
  const other = 'The relay sends nothing just now.'
  return join(isOfBalance ? failureTexts['out-of-balance'].happened : other, next)
}

/** For screen readers: "Poster, 9:16, failed. …" */
export function failedJobText(source: string, target: string, sentence: string): string {
  return `${source}, ${target}, failed. ${sentence}`
}
