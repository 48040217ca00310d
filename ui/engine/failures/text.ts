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

export const sentenceOf = ({ happened, cost, next }: Message) => `${happened} ${cost} ${next}`

/** Shown on a frame whose job was discarded. */
export const discardedText = 'Its picture was discarded in Restage.'

/** A task continues at the server even after a stop, and the designer must know. */
export function stoppedMessage(jobCost: JobCost): Message {
  const message = messageOfStop(jobCost)
  return { ...message, happened: join(message.happened, servesText(jobCost.plan.details?.serves)) }
}

function messageOfStop(jobCost: JobCost): Message {
  const next = goOnText(jobCost)
  switch (jobCost.submission.state) {
    case 'unsent':
      return {
        happened: 'Cancelled before it was sent.',
        cost: 'It costs nothing.',
        next,
      }
    case 'sending':
      return {
        happened: 'No longer waiting.',
        cost: 'If it has reached HiAPI, it is made and charged all the same.',
        next,
      }
    case 'created':
      return {
        happened: 'No longer waiting.',
        cost: 'HiAPI has no way to cancel: the task may still finish and be charged.',
        next,
      }
  }
}

/** What "Retry" does to a stopped job. */
export function goOnText(jobCost: JobCost): string {
  return jobCost.submission.state === 'created'
    ? 'Retry goes on waiting for it and costs nothing.'
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
}

const generateAgain = 'If that does not help, generate the picture again, at its price.'

export const failureTexts: Readonly<Record<FailureKind, FailureText>> = {
  unauthorised: {
    happened: 'HiAPI does not accept the API key.',
    next: 'Check the key in Settings.',
  },
  'out-of-balance': {
    happened: 'HiAPI says the balance is used up.',
    next: 'Top it up at HiAPI.',
  },
  forbidden: {
    happened: 'The API key may not use this model.',
    next: 'Check the key’s permissions at HiAPI.',
  },
  refused: {
    happened: 'HiAPI did not take the request.',
    next: 'Change the prompt or the aspect ratio and generate again.',
  },
  'model-refused': {
    happened: 'HiAPI does not offer the model that Restage uses, under either of its names.',
    next: 'Try again later, or look for an update of Restage.',
  },
  'wrong-address': {
    happened: 'There is no HiAPI at the API address: it answers that it knows no such page.',
    next: 'Check the API address in Settings.',
  },
  redirected: {
    happened: 'The API address redirects, and Restage sends the key nowhere else.',
    next: 'Enter the address that it leads to in Settings.',
  },
  intercepted: {
    happened:
      'Something between you and HiAPI blocks this: a firewall, a proxy or a sign-in page. It is not the API key.',
    next: 'Try again in a moment, or from another network.',
  },
  processing: {
    happened: 'HiAPI is still busy with the first request for this picture.',
    next: 'Wait a minute.',
  },
  'too-large': {
    happened: 'The picture of the frame or layer is too large to send.',
    next: 'Use a smaller or simpler one.',
  },
  'rate-limited': { happened: 'HiAPI is asked too often just now.', next: 'Wait a minute.' },
  unavailable: {
    happened: 'HiAPI is not available just now.',
    next: 'Wait a minute.',
  },
  'timed-out': { happened: 'HiAPI took too long to answer.', next: null },
  blocked: {
    happened: 'Figma does not let the plugin reach this address.',
    next: 'Check the API address in Settings.',
  },
  offline: {
    happened: 'This computer is offline.',
    next: 'Connect to the internet.',
  },
  unreachable: {
    happened: 'The API address can’t be reached.',
    next: 'Check the connection, and the API address in Settings.',
  },
  malformed: {
    happened: 'The answer was not one that Restage understands.',
    next: 'Check the API address in Settings.',
  },
  'task-unknown': {
    happened: 'HiAPI does not know this task: it is too old, or was made with another API key.',
    next: null,
    otherwise: generateAgain,
  },
  'key-reused': {
    happened: 'HiAPI has this job’s task, but Restage can’t tell which of your tasks it is.',
    next: 'Look at your tasks at HiAPI first.',
  },
  'task-failed': { happened: 'HiAPI could not make the picture.', next: 'Try other words.' },
  moderated: {
    happened: 'HiAPI’s safety rules refused the prompt or the picture.',
    next: 'Change them and generate again.',
  },
  'no-picture': {
    happened: 'HiAPI finished the task but gave no picture.',
    next: null,
    otherwise: generateAgain,
  },
  'still-running': {
    happened: 'The picture takes longer than expected and is still being made.',
    next: 'Look again later.',
  },
  'picture-gone': {
    happened: 'The picture could not be fetched: its address had expired.',
    next: null,
    otherwise: generateAgain,
  },
  'picture-broken': {
    happened: 'What came back is not a picture that can be read.',
    next: null,
    otherwise: generateAgain,
  },
  'picture-too-large': {
    happened: 'The picture is made but larger than Restage takes.',
    next: null,
    otherwise: generateAgain,
  },
  'picture-redirected': {
    happened: 'The picture is made, at an address that redirects to another host.',
    next: 'Report the host, and update Restage.',
  },
  'picture-unreachable': {
    happened: 'The picture is made but can’t be fetched.',
    next: 'Check the connection.',
  },
  'picture-blocked': {
    happened: 'The picture is made, at a host that Restage’s allow-list does not name.',
    next: 'Report the host, and update Restage.',
  },
  'never-sent': {
    happened: 'This was asked for more than a day ago and never sent.',
    next: null,
  },
  'key-expired': {
    happened:
      'This was sent more than a day ago without an answer, and HiAPI can no longer tell whether it had arrived.',
    next: 'Look at your tasks at HiAPI first.',
  },
  'other-account': {
    happened: 'This may have been sent with another API key.',
    next: 'Put that key back in Settings, or discard this and generate it again.',
  },
  'answer-lost': {
    happened:
      'This was sent without an answer, and what was sent is no longer in the file: Restage can’t tell whether HiAPI made a picture of it.',
    next: 'Bring the layer back as it was and retry, or look at your tasks at HiAPI and order it again.',
  },
  forgotten: {
    happened: 'This frame or layer waits for a picture that Restage no longer has a record of.',
    next: 'Look at your tasks at HiAPI first.',
  },
  'only-told': {
    happened:
      'This was sent more than a day ago, and Restage did not write down which task came of it. The file names one.',
    next: 'Look at your tasks at HiAPI first.',
  },
  undone: { happened: 'Its picture was placed, and is no longer on the canvas.', next: null },
  unexpected: { happened: 'Something went wrong in Restage.', next: null },
  'source-gone': {
    happened: 'The frame or layer was deleted before it could be sent.',
    next: 'Undo the deletion, or select another one.',
  },
  'source-unusable': {
    happened: 'The frame or layer can no longer be made into a picture.',
    next: 'Show it, and see that it is not empty.',
  },
  'reference-gone': {
    happened: 'The picture that goes to HiAPI is no longer in the file.',
    next: 'Generate it again.',
  },
  'export-failed': {
    happened: 'Figma could not make a picture of the frame or layer.',
    next: 'Try a smaller or simpler one.',
  },
  'layer-refused': {
    happened: 'The layer can no longer be swapped: it was locked, hidden or emptied.',
    next: 'Unlock it, show it, and see that it is not empty.',
  },
  'swap-gone': { happened: 'The layers of this swap are no longer there.', next: null },
  'variant-gone': {
    happened: 'The frame or layer that waited for this picture was deleted.',
    next: null,
  },
  'page-gone': {
    happened: 'The page that this picture was for was deleted.',
    next: 'Undo the deletion.',
  },
  'picture-refused': { happened: 'Figma did not take the picture.', next: null },
  'storage-failed': {
    happened: 'Figma could not write down what Restage is doing.',
    next: 'Free some space on this computer.',
  },
  'storage-full': {
    happened: 'Restage’s own 5 MB of storage in Figma is full.',
    next: 'Free some of it: press Discard under “In other files”, or delete prompts from the history.',
  },
  'entry-missing': {
    happened: 'What Restage had written down of this picture is gone, so it was not sent.',
    next: null,
  },
  'entry-taken': {
    happened: 'Restage has ordered this picture in another window.',
    next: 'Close Restage and open it again to see it.',
  },
  unanswered: {
    happened: 'Figma has not answered Restage for two minutes.',
    next: 'Try a smaller or simpler frame or layer if that goes on.',
  },
  'bad-message': {
    happened: 'Something in Restage does not fit together.',
    next: 'Close Restage and open it again.',
  },
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
      return `Retry makes a new task, about ${dollars(plan.price)}.`
    case 'send-again':
      return submission.state === 'unsent'
        ? `Retry sends it, about ${dollars(plan.price)}.`
        : 'Retry sends the same request again, which is never charged twice.'
    case 'check-again':
      return 'Retry asks for the same task again and costs nothing.'
    case 'download-again':
      return 'Retry fetches the same picture again and costs nothing.'
    case 'place-again':
      return 'Retry places the same picture again and costs nothing.'
    case 'new-frame':
      return 'Place again puts the same picture on the canvas and costs nothing.'
  }
}

/** Only a task costs money, so the cost of a failure depends on whether there is one. */
export function costText({ kind }: Failure, { submission }: JobCost): string {
  if (kind === 'undone') return 'HiAPI has charged for it already.'
  switch (submission.state) {
    case 'unsent':
      return 'It cost nothing.'
    case 'sending':
      if (kind === 'key-reused') return 'HiAPI charges for the task.'
      return kind === 'key-expired'
        ? 'If it had, it has been charged already.'
        : 'HiAPI may have taken it, and then charges for it.'
    case 'created':
      return kind === 'task-failed' || kind === 'moderated'
        ? 'HiAPI may have charged for it.'
        : 'HiAPI charges for the task.'
  }
}

export function quote(words: string | null): string | null {
  return words === null ? null : `In its words: “${words.replace(/[.\s]{1,5}$/, '')}”.`
}

export function failureMessage(failure: Failure, jobCost: JobCost): Message {
  const { happened, next, otherwise = null } = failureTexts[failure.kind]
  return {
    happened: join(
      happened,
      hostText(failure),
      sizeText(failure),
      quote(failure.words),
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
  if (host === null) return null
  return kind === 'redirected' || kind === 'picture-redirected'
    ? `It leads to ${host}.`
    : `The host is ${host}.`
}

/** How large a picture or request was that was too large: "The request had 2.5 MB." */
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
  const { happened } = failureTexts[failure.kind]
  return {
    happened: join(happened, hostText(failure), quote(failure.words)),
    cost: 'What is not sent yet waits and costs nothing so far.',
    next: onwardText(failure.kind),
  }
}

/** How the pause of a run ends. */
function onwardText(kind: FailureKind): string {
  if (kind === 'offline') return 'Connect to the internet: Restage then goes on by itself.'
  if (kind === 'unauthorised') return 'Mend the key in Settings: Restage then goes on.'
  return join(failureTexts[kind].next, 'Then press Continue.')
}
