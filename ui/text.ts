import type { Size } from '../plugin/protocol/geometry.ts'
import type { UnusableReason } from '../plugin/protocol/source.ts'
import type { AspectRatio, Resolution, Target } from '../plugin/protocol/target.ts'
import type { ConnectionVerdict } from './hiapi/connection.ts'
import type { Failure, FailureKind, Remedy } from './run/failure.ts'
import type { Job, JobPlan, JobState } from './run/job.ts'

/** Every sentence that a person can read in the window. Code elsewhere holds keys, not words. */

// Not by `Intl.NumberFormat`: making the first one takes 40 ms of the window's opening in Chromium.
const digits = (count: number) => String(count).replace(/\B(?=(\d{3})+$)/g, ',')
const dollars = (amount: number) => `$${amount.toFixed(2)}`
const isOne = (count: number) => count === 1

/** "1 picture", "6 pictures", "1,200 pictures". */
export function pluralize(count: number, one: string, many = `${one}s`): string {
  return `${digits(count)} ${isOne(count) ? one : many}`
}

export const labels = {
  product: 'Restage',
  tabs: 'What to make',
  variants: 'Variants',
  swap: 'Swap',
  swapLater: 'Swap comes next',
  settings: 'Settings',
  sources: 'Sources',
  noSources: 'Select one or more frames on the canvas.',
  prompt: 'Prompt',
  promptHint: 'Say what the picture should become',
  ratios: 'Aspect ratios',
  resolution: 'Resolution',
  tasks: 'Tasks',
  show: 'Show',
  retry: 'Retry',
  placeAgain: 'Place again',
  discard: 'Discard',
  stop: 'Stop waiting',
  stopHint: 'The task may still finish and be charged',
  retryFailed: 'Retry failed',
  stopAll: 'Stop all',
  goOn: 'Continue',
  topUp: 'Top up',
  dismiss: 'Dismiss',
  apiKey: 'API key',
  apiAddress: 'API address',
  callbackUrl: 'Callback URL',
  getKey: 'Get an API key',
  save: 'Save',
  forgetKey: 'Forget key',
  test: 'Test connection',
  testing: 'Testing…',
  resize: 'Resize the window',
} as const

export const settingsText = {
  welcome:
    'Restage makes pictures with HiAPI, using your own account. Paste an API key to begin; HiAPI charges for each picture.',
  keyIsKept:
    'The key is kept in Figma’s storage on this computer. It is not encrypted, and it is never written to the file.',
  leaves:
    'When you generate, the selected frames as pictures and your prompt go to the API address. Nothing goes anywhere else.',
  callbackHint: 'Optional. HiAPI announces finished tasks there.',
  saved: 'Settings saved.',
  forgotten: 'The key is forgotten.',
  notSaved: 'Figma could not keep the settings. Try again.',
  notTested: 'Something went wrong in Restage: test again.',
} as const

/** What a test of the connection found, and what to do next. */
export const connectionTexts: Readonly<Record<ConnectionVerdict, string>> = {
  works: 'The connection works, and HiAPI accepts the key: save, and generate.',
  unauthorised: 'HiAPI does not accept the API key: copy it again, whole.',
  forbidden:
    'The API key lacks the permission for tasks: give it that at HiAPI, or make a new key.',
  'out-of-balance': 'HiAPI accepts the key but says the balance is used up: top it up at HiAPI.',
  'rate-limited': 'HiAPI is asked too often just now: wait a minute, then test again.',
  offline: 'This computer is offline: connect to the internet, then test again.',
  cors: 'The server is there but lets no plugin read its answers (CORS): check the API address, or put a relay of your own in front of it.',
  'cors-create':
    'Tasks can be read, but the server does not let a plugin send an Idempotency-Key (CORS), so no picture can be made: report this to HiAPI, or put a relay of your own in front of it.',
  'allow-list':
    'Figma blocks the API address, which is not on the plugin’s allow-list: check it, or add its host to manifest.json.',
  unreachable: 'The API address can’t be reached: check it, and the connection.',
  unavailable: 'HiAPI is not available just now: wait a minute, then test again.',
  'timed-out': 'The server took too long to answer: check the API address, or test again later.',
  malformed: 'What answers at the API address is not HiAPI: check the address.',
}

/** What is wrong with a field of the settings. */
export const settingProblems = {
  noKey: 'Paste your API key.',
  oddKey: 'A key has no spaces or special letters. Copy it again, whole.',
  address: 'The API address begins with https://, or with http://localhost for tests.',
  callback: 'The callback URL begins with https://, or stays empty.',
} as const
export type SettingProblem = keyof typeof settingProblems

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

/** Short, as they stand where the picture of the source would be. */
export const unusableReasonTexts: Readonly<Record<UnusableReason, string>> = {
  text: 'A text: select its frame',
  group: 'A group: put it in a frame',
  section: 'A section: select a frame in it',
  'component-set': 'A set: select one component',
  'not-a-frame': 'Not a frame: put it in one',
  empty: 'An empty frame: nothing to see',
  hidden: 'Hidden: show it first',
}

/** Why Generate can't be pressed. */
export const blockTexts = {
  'no-key': 'Add an API key in Settings.',
  'no-source': 'Select a frame on the canvas.',
  'no-usable-source': 'Nothing selected can be used: select a frame.',
  'no-prompt': 'Write a prompt.',
  'long-prompt': 'The prompt is over 20,000 characters.',
  'no-target': 'Choose an aspect ratio.',
} as const
export type Block = keyof typeof blockTexts

export function targetText(target: Target): string {
  return target.ratio
}

/** "124/20,000" */
export function promptCount(length: number, longest: number): string {
  return `${digits(length)}/${digits(longest)}`
}

export const characters = 'characters'

/** "6 pictures, about $0.18" */
export function priceText(pictures: number, price: number): string {
  return `${pluralize(pictures, 'picture')}, about ${dollars(price)}`
}

/** "Generate 6 images" */
export function generateText(pictures: number): string {
  return pictures === 0 ? 'Generate' : `Generate ${pluralize(pictures, 'image')}`
}

/** "auto, 3:1 and 1:3 exist only at 1K." for each group of ratios that a resolution leaves out. */
export function notOfferedText(
  groups: readonly { ratios: readonly AspectRatio[]; at: readonly Resolution[] }[],
): string {
  const conjunction = new Intl.ListFormat('en-GB', { type: 'conjunction' })
  return groups
    .map(({ ratios, at }) => {
      const verb = isOne(ratios.length) ? 'exists' : 'exist'
      return `${conjunction.format(ratios)} ${verb} only at ${conjunction.format(at)}.`
    })
    .join(' ')
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
  return `HiAPI asks for a pause. Going on in ${String(seconds)} s.`
}

/** A task goes on at the server whatever we do, and the person is told. */
export function stoppedText(stake: Stake): string {
  switch (stake.submission) {
    case 'unsent':
      return `It was not sent and costs nothing. ${remedyText('send-again', stake)}`
    case 'sending':
      return `Not waiting any more. If it has reached HiAPI, it is made and charged all the same. ${remedyText('send-again', stake)}`
    case 'created':
      return 'Not waiting any more. HiAPI has no way to cancel: the task may still finish and be charged. Retry goes on waiting for it and costs nothing.'
  }
}

interface FailureText {
  /** What happened, in one sentence. */
  readonly happened: string
  /** What to do before Retry makes sense; null where Retry is all there is to do. */
  readonly next: string | null
}

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
  'too-large': {
    happened: 'The picture of the frame is too large to send.',
    next: 'Use a smaller or simpler frame.',
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
  'task-unknown': { happened: 'HiAPI does not know this task any more.', next: null },
  'key-reused': {
    happened: 'HiAPI has this job’s task, but Restage can’t tell which of your tasks it is.',
    next: 'Look at your tasks at HiAPI first.',
  },
  'task-failed': { happened: 'HiAPI could not make the picture.', next: 'Try other words.' },
  moderated: {
    happened: 'HiAPI’s safety rules refused the prompt or the picture.',
    next: 'Change them and generate again.',
  },
  'no-picture': { happened: 'HiAPI finished the task but gave no picture.', next: null },
  'still-running': {
    happened: 'The picture takes longer than expected and is still being made.',
    next: 'Look again later.',
  },
  'picture-gone': {
    happened: 'The picture was not fetched in time, and HiAPI has deleted it.',
    next: null,
  },
  'picture-broken': { happened: 'What came back is not a picture that can be read.', next: null },
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
      'This was sent more than a day ago without an answer, and HiAPI can’t tell any more whether it had arrived.',
    next: 'Look at your tasks at HiAPI first: it may be charged again.',
  },
  undone: { happened: 'Its picture was placed, and that was undone.', next: null },
  unexpected: { happened: 'Something went wrong in Restage.', next: null },
  'source-gone': {
    happened: 'The frame was deleted before it could be sent.',
    next: 'Undo the deletion, or select another frame.',
  },
  'source-unusable': {
    happened: 'The frame can’t be made into a picture any more.',
    next: 'Show it, and see that it is not empty.',
  },
  'export-failed': {
    happened: 'Figma could not make a picture of the frame.',
    next: 'Try a smaller or simpler frame.',
  },
  'variant-gone': {
    happened: 'The frame that waited for this picture was deleted.',
    next: 'Undo the deletion.',
  },
  'page-gone': {
    happened: 'The page that this picture was for was deleted.',
    next: 'Undo the deletion.',
  },
  'picture-refused': { happened: 'Figma did not take the picture.', next: null },
  'storage-failed': {
    happened: 'Figma could not write down the task.',
    next: 'Free some space on this computer.',
  },
  'bad-message': { happened: 'The two halves of Restage misunderstood each other.', next: null },
  internal: { happened: 'Something went wrong while changing the file.', next: null },
}

/** What is known of a job's money: whether HiAPI has it, and what it is expected to cost. */
export type Stake = Pick<Job, 'submission'> & { readonly plan: Pick<JobPlan, 'price'> }

/** What the button beside a failed or stopped job does, and whether it costs. */
export function remedyText(remedy: Remedy, { submission, plan }: Stake): string {
  switch (remedy) {
    case 'new-task':
      return `Retry makes a new task, about ${dollars(plan.price)}.`
    case 'send-again':
      return submission === 'unsent'
        ? `Retry sends it, about ${dollars(plan.price)}.`
        : 'Retry sends the same request, which is never charged twice.'
    case 'check-again':
      return 'Retry asks for the same task again and costs nothing.'
    case 'download-again':
      return 'Retry fetches the same picture again and costs nothing.'
    case 'place-again':
      return 'Retry places the same picture again and costs nothing.'
    case 'new-frame':
      return 'Place again puts the same picture into a new frame and costs nothing.'
  }
}

/** Only a task costs money, so what a failure cost depends on whether there is one. */
function costText({ kind }: Failure, { submission }: Stake): string {
  switch (submission) {
    case 'unsent':
      return 'It cost nothing.'
    case 'sending':
      return kind === 'key-reused'
        ? 'HiAPI charges for the task.'
        : 'HiAPI may have taken it all the same.'
    case 'created':
      return kind === 'task-failed' || kind === 'moderated'
        ? 'HiAPI may have charged for it.'
        : 'HiAPI charges for the task.'
  }
}

/** The server's own words, as a sentence of their own. */
function quote(words: string | null): string | null {
  if (words === null || words.trim() === '') return null
  return `In its words: “${words.trim().replace(/[.\s]+$/, '')}”.`
}

/** What happened, whether it cost anything, what to do next; the server's own words in quotes. */
export function failureText(failure: Failure, stake: Stake): string {
  const { happened, next } = failureTexts[failure.kind]
  return [
    happened,
    quote(failure.words),
    costText(failure, stake),
    next,
    remedyText(failure.remedy, stake),
  ]
    .filter((part) => part !== null)
    .join(' ')
}

/** What stands behind a failure, for support: an id, or a host. */
export function referenceText(failure: Failure): string | null {
  return failure.reference === null ? null : `Reference: ${failure.reference}.`
}

/** Why the whole run stands still. Jobs keep their places; Continue goes on with them. */
export function haltText(failure: Failure): string {
  const { happened, next } = failureTexts[failure.kind]
  return [
    happened,
    referenceText(failure),
    quote(failure.words),
    'The rest of the run waits.',
    next,
    'Then press Continue.',
  ]
    .filter((part) => part !== null)
    .join(' ')
}

/** For those who don't see the list: "Poster, 9:16, failed. …" */
export function failedJobText(source: string, target: string, sentence: string): string {
  return `${source}, ${target}, failed. ${sentence}`
}

/** When asking the plugin half failed outside of a run. */
export const callProblems = {
  show: 'The frame is not in the file any more.',
  link: 'Figma could not open the page.',
  open: 'Restage could not start. Close it and open it again.',
} as const
export type CallProblem = keyof typeof callProblems

/** A picture that came back in another shape; its frame is right all the same. */
export function otherRatioRemark({ width, height }: Size): string {
  return `HiAPI returned ${String(width)} × ${String(height)}, another ratio than asked: the edges are cropped.`
}

/** The pair of ratio and resolution was refused, and the next best was made instead. */
export function substitutedRemark(request: { ratio: AspectRatio; resolution: Resolution }): string {
  return `HiAPI does not make ${request.ratio} at the chosen resolution; this picture is ${request.resolution}.`
}
