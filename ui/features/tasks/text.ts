import type { Size } from '../../../contract/model/geometry.ts'
import type { UnusableReason } from '../../../contract/model/source.ts'
import type { AspectRatio, Resolution } from '../../../contract/model/target.ts'
import type { ConnectionVerdict } from '../../services/hiapi/test-connection.ts'
import type { Failure, FailureKind, Remedy } from '../../engine/failures/failure.ts'
import type { Making } from '../../../contract/model/recipe.ts'
import type { Job, JobPlan, JobState } from '../../engine/jobs/job.ts'
import { isForText, servesText } from '../../text/terms.ts'

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
  details: 'Details',
  keep: 'Keep',
  stop: 'Stop waiting',
  retryFailed: 'Retry failed',
  retryStopped: 'Retry stopped',
  stopAll: 'Stop all',
  goOn: 'Continue',
  topUp: 'Top up',
  dismiss: 'Dismiss',
  theirs: 'Waiting for others',
  elsewhere: 'In other files',
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
    'When you generate or swap, pictures of what is selected and your prompt go to the API address. Nothing goes anywhere else.',
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
    'Tasks can be read, but the server does not let a plugin send what keeps a picture from being charged twice (CORS), so none can be made: report this to HiAPI, or put a relay of your own in front of it.',
  'allow-list':
    'Figma blocks the API address, which is not on the plugin’s allow-list: check it, or add its host to manifest.json.',
  unreachable: 'The API address can’t be reached: check it, and the connection.',
  unavailable: 'HiAPI is not available just now: wait a minute, then test again.',
  'timed-out': 'The server took too long to answer: check the API address, or test again later.',
  intercepted:
    'Something between you and HiAPI blocks this (a firewall, a proxy or a sign-in page): try another network, then test again.',
  redirected:
    'The API address leads to another one, and the key is not sent there: enter the address that it leads to.',
  malformed: 'What answers at the API address is not HiAPI: check the address.',
}

/** What is wrong with a field of the settings. */
export const settingProblems = {
  noKey: 'Paste your API key.',
  oddKey: 'A key has no spaces or special letters. Copy it again, whole.',
  address: 'The API address begins with https://, or with http://localhost for tests.',
  login:
    'The API address holds a user name or a password, and is no place for secrets. Leave it out.',
  callback: 'The callback URL begins with https://, or stays empty.',
  amount: 'Write an amount in US dollars, for example 2 or 2.50; 0 asks before every run.',
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
  'too-small': 'Too small for a picture: enlarge it',
}

/** Of a frame or layer that is so long that little of it can be made out: how large the model sees it. */
export function seenText({ width, height }: Size): string {
  return `The model sees it at ${digits(width)} × ${digits(height)} px at most`
}

/** What to do about that. */
export const seenAdvice = 'Words in it may be lost: divide it, and make each part on its own.'

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
  return `Paused by HiAPI, ${String(seconds)} s.`
}

/** Said once, where the seconds would be said over and over. */
export const pauseText = 'HiAPI asks for a pause. Restage goes on by itself.'

/** What is taken up again when the window opens: "Going on with 4 unfinished pictures." */
export function resumedText(pictures: number): string {
  return `Going on with ${pluralize(pictures, 'unfinished picture')}.`
}

/** What a person is told of a job, in the order in which it is said. */
export interface Message {
  readonly happened: string
  readonly cost: string
  readonly next: string
}

const sentenceOf = ({ happened, cost, next }: Message) => `${happened} ${cost} ${next}`

/** On a frame whose job was discarded. */
export const discardedText = 'Its picture was discarded in Restage.'

/** A task goes on at the server whatever we do, and the person is told. */
export function stoppedMessage(stake: Stake): Message {
  const message = messageOfStop(stake)
  return { ...message, happened: join(message.happened, servesText(stake.plan.making?.serves)) }
}

function messageOfStop(stake: Stake): Message {
  const next = goOnText(stake)
  switch (stake.submission) {
    case 'unsent':
      return {
        happened: 'Cancelled before it was sent.',
        cost: 'It costs nothing.',
        next,
      }
    case 'sending':
      return {
        happened: 'Not waiting any more.',
        cost: 'If it has reached HiAPI, it is made and charged all the same.',
        next,
      }
    case 'created':
      return {
        happened: 'Not waiting any more.',
        cost: 'HiAPI has no way to cancel: the task may still finish and be charged.',
        next,
      }
  }
}

/** What "Retry" does to a job that was stopped. */
export function goOnText(stake: Stake): string {
  return stake.submission === 'created'
    ? 'Retry goes on waiting for it and costs nothing.'
    : remedyText('send-again', stake)
}

export function stoppedText(stake: Stake): string {
  return sentenceOf(stoppedMessage(stake))
}

/** What "Stop waiting" will do to a job as it stands. */
export function stopText({ submission, plan }: Stake): string {
  const effect =
    submission === 'unsent'
      ? 'It is not sent yet: it is cancelled and costs nothing.'
      : 'The task may still finish and be charged. Retry goes on with it.'
  return join(effect, isForText(plan.making?.serves))
}

/** What "Stop all" will do to the jobs that are under way. */
export function stopAllText(stakes: readonly Stake[]): string {
  const unsent = stakes.filter(({ submission }) => submission === 'unsent').length
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
export function discardText({ submission }: Pick<Stake, 'submission'>): string {
  switch (submission) {
    case 'unsent':
      return 'Restage forgets it. It costs nothing.'
    case 'sending':
      return 'Restage forgets it. If it has reached HiAPI, it stays there and may be charged.'
    case 'created':
      return 'Restage forgets it. Its task stays at HiAPI and may be charged.'
  }
}

/** Asked before something that may be paid is forgotten. */
export function discardQuestion(stake: Stake): string {
  return join('Discard it?', discardText(stake), isForText(stake.plan.making?.serves))
}

/** Frames that wait for a picture that is not this person's, or not this computer's, to fetch. */
export const theirsText =
  'Somebody else ordered their pictures, or you did on another computer. Restage leaves them alone: they go on when it is opened there.'

/** Pictures whose entries this version can't read: they stay in the ledger. */
export function unreadableText(pictures: number): string {
  return `${pluralize(pictures, 'picture')} ${isOne(pictures) ? 'was' : 'were'} started by a newer Restage. Update Restage to go on with ${isOne(pictures) ? 'it' : 'them'}.`
}

export const elsewhereText = 'Open that file and start Restage there to go on.'

/** What stands after the name of a file: "Brand film" + ": 3 unfinished pictures". */
export function unfinishedText(pictures: number): string {
  return `: ${pluralize(pictures, 'unfinished picture')}`
}

/** What discarding the jobs of another file does. */
export function forgetText(pictures: number): string {
  return `Restage forgets ${isOne(pictures) ? 'it' : 'them'}. Tasks that exist stay at HiAPI and may be charged.`
}

/** Said where it can't be seen any more: "3 pictures of Brand film are discarded." */
export function forgottenText(name: string, pictures: number): string {
  return `${pluralize(pictures, 'picture')} of ${name} ${isOne(pictures) ? 'is' : 'are'} discarded.`
}

export function forgetQuestion(pictures: number): string {
  return `Discard ${pluralize(pictures, 'picture')}? ${forgetText(pictures)}`
}

interface FailureText {
  /** What happened, in one sentence. */
  readonly happened: string
  /** What to do before Retry makes sense; null where Retry is all there is to do. */
  readonly next: string | null
  /** What is left to do where Retry may well fail again. */
  readonly otherwise?: string
}

const anew = 'If that does not help, generate the picture anew, at its price.'

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
    otherwise: anew,
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
    otherwise: anew,
  },
  'still-running': {
    happened: 'The picture takes longer than expected and is still being made.',
    next: 'Look again later.',
  },
  'picture-gone': {
    happened: 'The picture could not be fetched: its address had expired.',
    next: null,
    otherwise: anew,
  },
  'picture-broken': {
    happened: 'What came back is not a picture that can be read.',
    next: null,
    otherwise: anew,
  },
  'picture-too-large': {
    happened: 'The picture is made but larger than Restage takes.',
    next: null,
    otherwise: anew,
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
      'This was sent more than a day ago without an answer, and HiAPI can’t tell any more whether it had arrived.',
    next: 'Look at your tasks at HiAPI first.',
  },
  'other-account': {
    happened: 'This may have been sent with another API key.',
    next: 'Put that key back in Settings, or discard this and generate it anew.',
  },
  'answer-lost': {
    happened:
      'This was sent without an answer, and what was sent is no longer in the file: Restage can’t tell whether HiAPI made a picture of it.',
    next: 'Bring the layer back as it was and retry, or look at your tasks at HiAPI and order it again.',
  },
  forgotten: {
    happened: 'This frame or layer waits for a picture of which Restage has no record any more.',
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
    happened: 'The frame or layer can’t be made into a picture any more.',
    next: 'Show it, and see that it is not empty.',
  },
  'reference-gone': {
    happened: 'The picture that goes to HiAPI is no longer in the file.',
    next: 'Generate it anew.',
  },
  'export-failed': {
    happened: 'Figma could not make a picture of the frame or layer.',
    next: 'Try a smaller or simpler one.',
  },
  'layer-refused': {
    happened: 'The layer can’t be swapped any more: it was locked, hidden or emptied.',
    next: 'Unlock it, show it, and see that it is not empty.',
  },
  'swap-gone': { happened: 'The layers of this swap are not there any more.', next: null },
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

/** What is known of a job's money: whether HiAPI has it, and what it is expected to cost. */
export type Stake = Pick<Job, 'submission'> & {
  readonly plan: Pick<JobPlan, 'price'> & { readonly making?: Pick<Making, 'serves'> }
}

/** What the button beside a failed or stopped job does, and whether it costs. */
export function remedyText(remedy: Remedy, { submission, plan }: Stake): string {
  switch (remedy) {
    case 'new-task':
      return `Retry makes a new task, about ${dollars(plan.price)}.`
    case 'send-again':
      return submission === 'unsent'
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

/** Only a task costs money, so what a failure cost depends on whether there is one. */
function costText({ kind }: Failure, { submission }: Stake): string {
  if (kind === 'undone') return 'HiAPI has charged for it already.'
  switch (submission) {
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

/**
 * What "Retry failed" will do: only what is ordered anew costs money, and what was sent without an
 * answer costs it once at the most.
 */
export function retryFailedText(
  failed: readonly (Stake & { readonly failure: Pick<Failure, 'remedy'> })[],
): string {
  const count = (...remedies: readonly Remedy[]) =>
    failed.filter(({ failure }) => remedies.includes(failure.remedy)).length
  const resent = failed.filter(
    ({ failure, submission }) => failure.remedy === 'send-again' && submission !== 'unsent',
  ).length
  const ordered = failed.filter(
    ({ failure, submission }) =>
      failure.remedy === 'new-task' || (failure.remedy === 'send-again' && submission === 'unsent'),
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
export function retryStoppedText(stopped: readonly Stake[]): string {
  const among = (submission: Stake['submission']) =>
    stopped.filter((stake) => stake.submission === submission)
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

/** The server's own words, as a sentence of their own. */
function quote(words: string | null): string | null {
  return words === null ? null : `In its words: “${words.replace(/[.\s]{1,5}$/, '')}”.`
}

/** What happened, whether it cost anything, what to do next; the server's own words in quotes. */
export function failureMessage(failure: Failure, stake: Stake): Message {
  const { happened, next, otherwise = null } = failureTexts[failure.kind]
  return {
    happened: join(
      happened,
      hostText(failure),
      sizeText(failure),
      quote(failure.words),
      servesText(stake.plan.making?.serves),
    ),
    cost: costText(failure, stake),
    next: join(next, remedyText(failure.remedy, stake), otherwise),
  }
}

export function failureText(failure: Failure, stake: Stake): string {
  return sentenceOf(failureMessage(failure, stake))
}

function join(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' ')
}

/** The host that a failure is about. */
function hostText({ kind, host }: Failure): string | null {
  if (host === null) return null
  return kind === 'redirected' || kind === 'picture-redirected'
    ? `It leads to ${host}.`
    : `The host is ${host}.`
}

/** How large a request was that was too large: "The request had 2.5 MB."; and a picture. */
function sizeText({ kind, bytes, pixels }: Failure): string | null {
  if (pixels !== null) return `It has ${digits(pixels.width)} × ${digits(pixels.height)} pixels.`
  if (bytes === null) return null
  const megabytes = bytes / 1_000_000
  return kind === 'picture-too-large'
    ? `It has more than ${megabytes.toFixed(0)} MB.`
    : `The request had ${megabytes.toFixed(1)} MB.`
}

/** What to name to HiAPI's support: "ID for HiAPI’s support: req_1". */
export function supportText({ supportId }: Failure): string | null {
  return supportId === null ? null : `ID for HiAPI’s support: ${supportId}`
}

/** What a halt holds up: jobs of which some were never sent, only others, or none any more. */
export type Held = 'unsent' | 'sent' | 'nothing'

/** Why the whole run stands still. Jobs keep their places; Continue goes on with them. */
export function haltMessage(failure: Failure): Message {
  const { happened } = failureTexts[failure.kind]
  return {
    happened: join(happened, hostText(failure), quote(failure.words)),
    cost: 'What is not sent yet waits and costs nothing so far.',
    next: onwardText(failure.kind),
  }
}

/** How a run that stands still comes to go on. */
function onwardText(kind: FailureKind): string {
  if (kind === 'offline') return 'Connect to the internet: Restage then goes on by itself.'
  if (kind === 'unauthorised') return 'Mend the key in Settings: Restage then goes on.'
  return join(failureTexts[kind].next, 'Then press Continue.')
}

export function haltText(failure: Failure, held: Held): string {
  const { happened, cost, next } = haltMessage(failure)
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

/** When asking the plugin half failed outside of a run. */
export const callProblems = {
  show: 'It is not in the file any more.',
  link: 'Figma could not open the page.',
  open: 'Restage could not start. Close it and open it again.',
  recover:
    'Figma could not tell Restage what is unfinished. Nothing is lost: close Restage and open it again to go on.',
  forget: 'Figma could not discard it, and it stays in the list. Try again.',
  whose: 'Figma could not write that down, and nothing has changed. Try again.',
  library: 'Figma could not keep this change: it lasts until Restage is closed.',
  recipe: 'Figma could not tell how this was made. Select it again.',
  remake: 'It could not be begun, and cost nothing. Try again.',
  reference:
    'What it was made from is not in this file any more, and nothing was ordered. Generate from another frame.',
  refocus: 'Figma could not move the picture: the variant may be gone.',
  guides: 'Figma could not draw the safe zones. Try again.',
  variants: 'Figma could not find the variants. Try again.',
  swaps: 'Figma could not tell how these layers were swapped. Select them again.',
  swapGone: 'The layers of this swap are not in the file any more: nothing was changed.',
  swapLocked:
    'It is locked, or in something that is locked: nothing was changed. Unlock it, then try again.',
  swapUnclear:
    'More than one copied layer could be the other side of this swap: nothing was changed. Delete or move away the copies that are not, then select it again.',
  flip: 'Figma could not flip it. Try again.',
  restore: 'Figma could not restore the original, and the render stays. Try again.',
  keepRender: 'Figma could not delete the original, and the swap stays. Try again.',
  choose: 'Figma could not show that picture: it may be gone from this file.',
  findSwaps: 'Figma could not find the swaps of this page. Try again.',
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
