import { digits, join } from '../../formats/format.ts'
import { servesText } from '../../formats/terms.ts'
import type { Failure, FailureKind, Remedy } from './failure.ts'
import type { Submission } from '../../../contract/model/client-storage/ledger.ts'
import type { JobDetails } from '../../../contract/model/job-plan.ts'
import { dollars } from '../../formats/money.ts'

/** The sentences about one job, in reading order. */
export interface Message {
  readonly happened: string
  readonly cost: string
  readonly next: string
}

/** The whole message in one text. */
export const sentenceOf = ({ happened, cost, next }: Message) => join(happened, cost, next)

/** Shown on a frame whose job was discarded. */
export const discardedText = 'Its picture was discarded in Restage.'

/** A task continues at the server even after a stop, and the designer must know. */
export function stoppedMessage(jobCost: JobCost): Message {
  const isUnsent = jobCost.submission.state === 'unsent'
  return {
    happened: join(
      isUnsent ? 'Stopped before it was sent.' : 'Stopped.',
      servesText(jobCost.plan.details?.serves),
    ),
    cost: isUnsent ? 'It costs nothing.' : 'HiAPI may still finish and charge it.',
    next: goOnText(jobCost),
  }
}

/** What "Retry" does to a stopped job. */
export function goOnText(jobCost: JobCost): string {
  return jobCost.submission.state === 'created'
    ? 'Retry waits for it again and costs nothing.'
    : remedyText('send-again', jobCost)
}

export function stoppedText(jobCost: JobCost): string {
  return sentenceOf(stoppedMessage(jobCost))
}

interface FailureText {
  /** What happened, in one sentence. */
  readonly happened: string
  /** What to do before Retry makes sense; null if Retry is enough. */
  readonly next: string | null
  /** What else to do if Retry may fail again. */
  readonly otherwise?: string
  /** How a pause for this failure ends, if not by `next` and Continue. */
  readonly onward?: string
}

const generateAgain = 'If that fails, generate it again, at its price.'
const checkTasks = 'Check your tasks at HiAPI first.'
const checkAddress = 'Check the API address in Settings.'
const waitAMinute = 'Wait a minute.'
const reportHost = 'Report the host, and update Restage.'
const smaller = 'Use a smaller or simpler one.'
const askToRaise = 'Ask the relay’s owner to raise it.'
const wentWrong = 'Something went wrong in Restage.'

/** A sentence that mentions Settings uses exactly that label, because the window makes it a link. */
export const failureTexts: Readonly<Record<FailureKind, FailureText>> = {
  unauthorised: {
    happened: 'HiAPI does not accept the API key.',
    next: 'Check the key in Settings.',
    onward: 'Fix the key in Settings. Restage then continues.',
  },
  'out-of-balance': {
    happened: 'Out of HiAPI credit.',
    next: 'Top up at HiAPI.',
    onward: 'Top up, then continue.',
  },
  forbidden: {
    happened: 'The API key may not use this model.',
    next: 'Check the key’s permissions at HiAPI.',
  },
  refused: {
    happened: 'HiAPI rejected this.',
    next: 'Change the prompt or the aspect ratio and generate again.',
  },
  'model-refused': {
    happened: 'HiAPI does not offer this model now.',
    next: 'Try again later, or update Restage.',
  },
  'wrong-address': { happened: 'There is no HiAPI at the API address.', next: checkAddress },
  redirected: {
    happened: 'The API address leads to another one, so the key was not sent.',
    next: 'Enter the final address in Settings.',
  },
  intercepted: {
    happened: 'A firewall, proxy or sign-in page blocks HiAPI. It is not the API key.',
    next: 'Try again in a moment, or on another network.',
  },
  processing: {
    happened: 'HiAPI is still busy with the first request for this picture.',
    next: waitAMinute,
  },
  'too-large': { happened: 'The frame or layer is too large to send.', next: smaller },
  'rate-limited': { happened: 'HiAPI gets too many requests just now.', next: waitAMinute },
  unavailable: { happened: 'HiAPI is not available just now.', next: waitAMinute },
  'timed-out': { happened: 'HiAPI took too long to answer.', next: null },
  blocked: {
    happened: 'Figma does not let the plugin reach this address.',
    next: checkAddress,
  },
  offline: {
    happened: 'This computer is offline.',
    next: 'Connect to the internet.',
    onward: 'Connect to the internet. Restage then continues.',
  },
  unreachable: {
    happened: 'The API address can’t be reached.',
    next: 'Check the connection, and the API address in Settings.',
  },
  'relay-token': {
    happened: 'The relay does not know this token.',
    next: 'Check the token in Settings.',
    onward: 'Fix the token in Settings. Restage then continues.',
  },
  'relay-budget': {
    happened: 'Your budget for this month is used up.',
    next: askToRaise,
  },
  'relay-team-budget': {
    happened: 'Your team’s budget for this month is used up.',
    next: askToRaise,
  },
  'relay-paused': {
    happened: 'HiAPI does not accept the relay’s own key.',
    next: 'Ask the relay’s owner to fix it.',
  },
  'reference-unknown': {
    happened: 'The relay does not have the picture to send.',
    next: null,
  },
  malformed: { happened: 'Restage can’t read this answer.', next: checkAddress },
  'task-unknown': {
    happened: 'HiAPI can’t find this picture. It is too old, or another API key ordered it.',
    next: null,
    otherwise: generateAgain,
  },
  'key-reused': {
    happened: 'HiAPI has this picture, but Restage can’t tell which one it is.',
    next: checkTasks,
  },
  'task-failed': { happened: 'HiAPI could not make the picture.', next: 'Change the prompt.' },
  moderated: {
    happened: 'HiAPI’s safety rules refused the prompt or the picture.',
    next: 'Change them and generate again.',
  },
  'relay-refused': {
    happened: 'HiAPI rejected this.',
    next: 'Change the prompt or the aspect ratio.',
  },
  'stopped-unpaid': { happened: 'Stopped before the relay sent it.', next: null },
  'relay-unsure': {
    happened: 'The relay can’t tell whether HiAPI has made this.',
    next: 'Ask the relay’s owner to check at HiAPI first.',
  },
  'no-picture': {
    happened: 'HiAPI finished without a picture.',
    next: null,
    otherwise: generateAgain,
  },
  'still-running': {
    happened: 'The picture takes longer than usual.',
    next: 'Look again later.',
  },
  'picture-gone': {
    happened: 'The picture’s address has expired.',
    next: null,
    otherwise: generateAgain,
  },
  'picture-broken': {
    happened: 'The picture can’t be read.',
    next: null,
    otherwise: generateAgain,
  },
  'picture-too-large': {
    happened: 'The picture is too large for Restage.',
    next: null,
    otherwise: generateAgain,
  },
  'picture-redirected': {
    happened: 'The picture is ready, but its address leads to another host.',
    next: reportHost,
  },
  'picture-unreachable': {
    happened: 'The picture is ready, but can’t be downloaded.',
    next: 'Check the connection.',
  },
  'picture-blocked': {
    happened: 'The picture is ready, but Figma blocks its host.',
    next: reportHost,
  },
  'never-sent': {
    happened: 'This was ordered over a day ago and never sent.',
    next: null,
  },
  'key-expired': {
    happened: 'This was sent over a day ago, and HiAPI can’t say whether it arrived.',
    next: checkTasks,
  },
  'other-account': {
    happened: 'This may have been sent with another API key.',
    next: 'Put that key back in Settings, or discard this.',
  },
  'answer-lost': {
    happened: 'No answer came, and what was sent is no longer in the file.',
    next: 'Bring the layer back first, or check your tasks at HiAPI.',
  },
  forgotten: {
    happened: 'Restage has no record of what this frame or layer waits for.',
    next: checkTasks,
  },
  'only-told': {
    happened: 'This was sent over a day ago, and only this file names its task.',
    next: checkTasks,
  },
  undone: { happened: 'You undid this, or its frame was deleted.', next: null },
  unexpected: { happened: wentWrong, next: null },
  'source-gone': {
    happened: 'The frame or layer was deleted before it was sent.',
    next: 'Undo that, or generate from another one.',
  },
  'source-unusable': {
    happened: 'The frame or layer is now hidden or empty.',
    next: 'Show it, or fill it.',
  },
  'reference-gone': {
    happened: 'The picture to send is no longer in the file.',
    next: 'Generate it again.',
  },
  'text-unclear': {
    happened: 'A text could not be left out of the picture.',
    next: 'Untick it under “Keep text live”, or turn that off, and order again.',
  },
  'export-failed': { happened: 'Figma could not export the frame or layer.', next: smaller },
  'layer-refused': {
    happened: 'The layer can’t be swapped now. It is locked, hidden or empty.',
    next: 'Unlock it, show it or fill it.',
  },
  'swap-gone': { happened: 'The layers of this swap are gone.', next: null },
  'variant-gone': { happened: 'The frame or layer for this picture was deleted.', next: null },
  'page-gone': {
    happened: 'The page or section for this picture was deleted.',
    next: 'Undo that.',
  },
  'picture-refused': { happened: 'Figma rejected the picture.', next: null },
  'storage-failed': {
    happened: 'Figma could not save what Restage is doing.',
    next: 'Free some space on this computer.',
  },
  'storage-full': {
    happened: 'Restage’s 5 MB of storage in Figma is full.',
    next: 'Discard pictures under “In other files”, or delete prompts from History.',
  },
  'entry-missing': {
    happened: 'Restage lost its record of this picture, so it was not sent.',
    next: null,
  },
  'entry-taken': {
    happened: 'Another Restage window has ordered this picture.',
    next: 'Close Restage and open it again to see it.',
  },
  unanswered: {
    happened: 'Figma has not answered for two minutes.',
    next: 'If that goes on, use a smaller or simpler frame or layer.',
  },
  'bad-message': { happened: wentWrong, next: 'Close Restage and open it again.' },
  internal: { happened: 'Something went wrong while changing the file.', next: null },
}

/** What is known of a job's cost: whether HiAPI has it, and its estimated price. */
export interface JobCost {
  readonly submission: Pick<Submission, 'state'>
  readonly plan: { readonly price: number; readonly details?: Pick<JobDetails, 'serves'> }
}

/** What the button beside a failed or stopped job does, and whether it costs money. */
export function remedyText(remedy: Remedy, { submission, plan }: JobCost): string {
  switch (remedy) {
    case 'new-task':
      return `Retry orders it again, about ${dollars(plan.price)}.`
    case 'send-again':
      return submission.state === 'unsent'
        ? `Retry sends it, about ${dollars(plan.price)}.`
        : 'Retry sends it again, never charged twice.'
    case 'check-again':
      return 'Retry asks for it again and costs nothing.'
    case 'download-again':
      return 'Retry downloads it again and costs nothing.'
    case 'place-again':
      return 'Retry places it again and costs nothing.'
    case 'new-frame':
      return 'Place it again, free.'
  }
}

/** Only a task costs money, so the cost of a failure depends on whether there is one. */
export function costText({ kind }: Failure, { submission }: JobCost): string {
  // Its `next` already says that it is paid for and that placing it is free.
  if (kind === 'undone') return ''
  switch (submission.state) {
    case 'unsent':
      return unpaid
    case 'sending':
      if (kind === 'key-reused') return 'HiAPI charges for it.'
      return kind === 'key-expired' ? 'If it did, it has been charged.' : 'HiAPI may charge for it.'
    case 'created':
      return taskCosts[kind] ?? 'HiAPI charges for it.'
  }
}

const unpaid = 'It cost nothing.'
const perhapsPaid = 'HiAPI may have charged for it.'
/** What a task costs that has ended without a picture. */
const taskCosts: Readonly<Partial<Record<FailureKind, string>>> = {
  'task-failed': perhapsPaid,
  moderated: perhapsPaid,
  'relay-unsure': perhapsPaid,
  'relay-refused': unpaid,
  'stopped-unpaid': unpaid,
}

/** What happened, with the server's own words where it gave any. */
function happenedText({ kind, words }: Failure): string {
  const { happened } = failureTexts[kind]
  if (words === null) return happened
  const said = words.replace(/[.\s]{1,5}$/, '')
  if (kind === 'refused' || kind === 'relay-refused') return `HiAPI rejected this: “${said}”.`
  return kind.startsWith('relay-')
    ? `${happened} The relay says: “${said}”.`
    : `${happened} HiAPI says: “${said}”.`
}

export function failureMessage(failure: Failure, jobCost: JobCost): Message {
  const { next, otherwise = null } = failureTexts[failure.kind]
  return {
    happened: join(
      happenedText(failure),
      hostText(failure),
      sizeText(failure),
      servesText(jobCost.plan.details?.serves),
    ),
    cost: costText(failure, jobCost),
    next: join(next, remedyText(failure.remedy, jobCost), otherwise),
  }
}

export function failureText(failure: Failure, jobCost: JobCost): string {
  return sentenceOf(failureMessage(failure, jobCost))
}

function hostText({ kind, host }: Failure): string | null {
  // These two failures don't depend on the host.
  if (host === null || kind === 'offline' || kind === 'picture-gone') return null
  return kind === 'redirected' || kind === 'picture-redirected'
    ? `It leads to ${host}.`
    : `The host is ${host}.`
}

/** The size of a picture or request that was too large: "The request had 2.5 MB." */
export function sizeText({ kind, bytes, pixels }: Failure): string | null {
  if (pixels !== null) return `It has ${digits(pixels.width)} × ${digits(pixels.height)} pixels.`
  if (bytes === null) return null
  const megabytes = bytes / 1_000_000
  return kind === 'picture-too-large'
    ? `It has more than ${megabytes.toFixed(0)} MB.`
    : `The request had ${megabytes.toFixed(1)} MB.`
}

/** What to quote to HiAPI's support: "ID for HiAPI’s support: req_1". */
export function supportText({ supportId }: Failure): string | null {
  return supportId === null ? null : `ID for HiAPI’s support: ${supportId}`
}

/** Why the whole run is paused. Jobs keep their places; Continue resumes them. */
export function pauseMessage(failure: Failure): Message {
  const { next, onward } = failureTexts[failure.kind]
  return {
    happened: join(happenedText(failure), hostText(failure)),
    cost: 'Unsent pictures wait and cost nothing.',
    next: onward ?? join(next, 'Then press Continue.'),
  }
}
