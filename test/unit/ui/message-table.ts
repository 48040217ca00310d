import { FileId, NodeId } from '../../../contract/model/ids.ts'
import type { RelayVerdict } from '../../../ui/services/relay/test-relay.ts'
import type { ConnectionVerdict } from '../../../ui/services/hiapi/test-connection.ts'
import { type FailureKind, haltingKinds, type Remedy } from '../../../ui/engine/failures/failure.ts'
import { isPausing, plain } from '../../../ui/engine/failures/classify-failure.ts'
import {
  type JobCost,
  type Message,
  failureMessage,
  pauseMessage,
  stoppedMessage,
} from '../../../ui/engine/failures/text.ts'
import {
  relayPauseText,
  resumedText,
  slowedText,
  foreignVariantsText,
  unfinishedText,
  otherFilesText,
  unreadableText,
  stopText,
  stopAllText,
  retryFailedText,
  retryStoppedText,
  discardText,
  forgetQuestion,
  taskLabels,
} from '../../../ui/features/tasks/text.ts'
import {
  movedRemark,
  otherRatioRemark,
  smallerRemark,
  substitutedRemark,
  uncheckedRemark,
} from '../../../ui/engine/pipeline/text.ts'
import { hardToReadText } from '../../../ui/formats/terms.ts'
import { type CallProblem, callProblems } from '../../../ui/state/text.ts'
import { connectionTexts } from '../../../ui/features/settings/text.ts'
import {
  similarityText,
  ownershipLabels,
  setApartText,
  takeOverText,
} from '../../../ui/features/tasks/other-files/other-files-text.ts'
import type { OtherFileJobs } from '../../../contract/model/unfinished.ts'

/** A row: the case, what is said, what it costs, what to do next. */
type Row = readonly [string, string, string, string]
type Submission = JobCost['submission']['state']

const plan = { price: 0.03 }
const jobCost = (submission: Submission): JobCost => ({ submission: { state: submission }, plan })
const failure = plain

/** Not said by the window, but known of the case. */
const unsaid = (words: string) => `*${words}*`
const free = unsaid('Nothing.')
const nothingToDo = unsaid('Nothing to do.')

const row = (name: string, { happened, cost, next }: Message): Row => [name, happened, cost, next]

interface Case {
  readonly name: string
  /** What Retry does, and how far the job had come; none where the whole run stands still. */
  readonly of: readonly (readonly [Remedy, Submission])[]
}

/** When each kind of failure is met, and how far a job may have come by then. */
const failures: Readonly<Record<FailureKind, Case>> = {
  unauthorised: { name: 'The API key is wrong', of: [] },
  'out-of-balance': { name: 'The balance is used up', of: [] },
  forbidden: { name: 'The API key lacks a permission', of: [] },
  'wrong-address': { name: 'The API address is wrong', of: [] },
  redirected: { name: 'The API address redirects', of: [] },
  intercepted: { name: 'A firewall or a proxy answers', of: [] },
  blocked: { name: 'Figma blocks the API address', of: [] },
  offline: { name: 'The computer is offline', of: [] },
  'storage-failed': { name: 'Figma’s storage fails', of: [] },
  'storage-full': { name: 'Restage’s storage is full', of: [] },
  'entry-missing': {
    name: 'The ledger has lost the job',
    of: [
      ['send-again', 'unsent'],
      ['send-again', 'sending'],
    ],
  },
  'entry-taken': { name: 'Another window has ordered it', of: [['send-again', 'unsent']] },
  refused: {
    name: 'HiAPI finds the request wrong',
    of: [
      ['send-again', 'unsent'],
      ['send-again', 'sending'],
    ],
  },
  'model-refused': {
    name: 'HiAPI does not know the model',
    of: [
      ['send-again', 'unsent'],
      ['send-again', 'sending'],
    ],
  },
  processing: {
    name: 'HiAPI is busy with the first request for long',
    of: [['send-again', 'sending']],
  },
  'too-large': { name: 'The frame’s picture is too large', of: [['send-again', 'unsent']] },
  'rate-limited': { name: 'Refused for its pace, again and again', of: [['send-again', 'unsent']] },
  unavailable: {
    name: 'HiAPI is down, or still busy with the same request',
    of: [
      ['send-again', 'unsent'],
      ['send-again', 'sending'],
      ['check-again', 'created'],
    ],
  },
  'timed-out': {
    name: 'No answer in time',
    of: [
      ['send-again', 'sending'],
      ['check-again', 'created'],
    ],
  },
  unreachable: {
    name: 'The network fails',
    of: [
      ['send-again', 'sending'],
      ['check-again', 'created'],
    ],
  },
  malformed: {
    name: 'An answer that is none of HiAPI’s',
    of: [
      ['send-again', 'sending'],
      ['check-again', 'created'],
    ],
  },
  'relay-token': { name: 'The relay does not know the token', of: [] },
  'relay-budget': { name: 'The member’s budget at the relay is used up', of: [] },
  'relay-team-budget': { name: 'The team’s budget at the relay is used up', of: [] },
  'relay-paused': { name: 'HiAPI refuses the relay’s key', of: [] },
  'reference-unknown': {
    name: 'The relay has lost an uploaded picture, twice',
    of: [['send-again', 'unsent']],
  },
  'relay-refused': { name: 'HiAPI refuses what the relay sent', of: [['new-task', 'created']] },
  'stopped-unpaid': {
    name: 'Stopped before the relay sent it',
    of: [['new-task', 'created']],
  },
  'relay-unsure': {
    name: 'The relay has no answer for a day, or HiAPI does not know the task',
    of: [['new-task', 'created']],
  },
  'task-unknown': { name: 'The task is gone', of: [['check-again', 'created']] },
  'key-reused': {
    name: 'HiAPI knows the request, but in other words',
    of: [['new-task', 'sending']],
  },
  'task-failed': { name: 'HiAPI gives up', of: [['new-task', 'created']] },
  moderated: { name: 'HiAPI’s safety rules say no', of: [['new-task', 'created']] },
  'no-picture': { name: 'Finished without a picture', of: [['check-again', 'created']] },
  'still-running': { name: 'Not finished after a long time', of: [['check-again', 'created']] },
  'picture-gone': { name: 'The picture has expired', of: [['download-again', 'created']] },
  'picture-broken': { name: 'The picture can’t be read', of: [['download-again', 'created']] },
  'picture-too-large': { name: 'The picture is too large', of: [['download-again', 'created']] },
  'picture-redirected': {
    name: 'The picture’s address redirects',
    of: [['download-again', 'created']],
  },
  'picture-unreachable': {
    name: 'The picture can’t be fetched',
    of: [['download-again', 'created']],
  },
  'picture-blocked': {
    name: 'Figma blocks the picture’s host',
    of: [['download-again', 'created']],
  },
  'never-sent': { name: 'Opened again after a day, unsent', of: [['send-again', 'unsent']] },
  'key-expired': {
    name: 'Opened again after a day, sent without an answer',
    of: [['new-task', 'sending']],
  },
  'other-account': {
    name: 'The API key was changed',
    of: [
      ['send-again', 'sending'],
      ['check-again', 'created'],
    ],
  },
  'answer-lost': {
    name: 'Sent without an answer, and what was sent is gone',
    of: [['send-again', 'sending']],
  },
  forgotten: {
    name: 'A frame waits, and nothing tells for what',
    of: [
      ['new-task', 'sending'],
      ['check-again', 'created'],
    ],
  },
  'only-told': {
    name: 'Opened again after a day, and only the file names the task',
    of: [['check-again', 'created']],
  },
  undone: {
    name: 'The picture was undone, or its frame deleted',
    of: [['new-frame', 'created']],
  },
  'source-gone': { name: 'The source is deleted', of: [['send-again', 'unsent']] },
  'source-unusable': { name: 'The source is hidden or emptied', of: [['send-again', 'unsent']] },
  'reference-gone': {
    name: 'What goes to HiAPI is no longer in the file',
    of: [['send-again', 'unsent']],
  },
  'text-unclear': {
    name: 'A text can’t be left out of the picture',
    of: [['send-again', 'unsent']],
  },
  'export-failed': { name: 'The source can’t be exported', of: [['send-again', 'unsent']] },
  'layer-refused': {
    name: 'The layer to be swapped is locked or hidden',
    of: [['send-again', 'unsent']],
  },
  'swap-gone': { name: 'The layers of a swap are gone', of: [] },
  'variant-gone': {
    name: 'The waiting frame is deleted',
    of: [
      ['send-again', 'unsent'],
      ['send-again', 'sending'],
      ['new-frame', 'created'],
    ],
  },
  'page-gone': {
    name: 'The page is deleted',
    of: [
      ['send-again', 'unsent'],
      ['place-again', 'created'],
    ],
  },
  'picture-refused': { name: 'Figma refuses the picture', of: [['place-again', 'created']] },
  unanswered: {
    name: 'Figma does not answer for two minutes',
    of: [
      ['send-again', 'unsent'],
      ['place-again', 'created'],
    ],
  },
  'bad-message': {
    name: 'A fault in Restage',
    of: [
      ['send-again', 'unsent'],
      ['place-again', 'created'],
    ],
  },
  internal: {
    name: 'A fault while changing the file',
    of: [
      ['send-again', 'unsent'],
      ['place-again', 'created'],
    ],
  },
  unexpected: {
    name: 'Any other fault',
    of: [
      ['send-again', 'unsent'],
      ['check-again', 'created'],
    ],
  },
}

const stages: Readonly<Record<Submission, string>> = {
  unsent: 'not sent yet',
  sending: 'sent, no answer',
  created: 'task exists',
}

const kinds = Object.keys(failures) as FailureKind[]

const failed = kinds.flatMap((kind) =>
  failures[kind].of.map(([remedy, submission]) => {
    const name = `${failures[kind].name} (${stages[submission]})`
    return row(name, failureMessage(failure(kind, remedy), jobCost(submission)))
  }),
)

/** A picture whose host is not allowed fails alone: other hosts may be. */
const standsStill = (kind: FailureKind) =>
  isPausing(failure(kind, 'send-again')) && kind !== 'picture-blocked'

const paused = kinds
  .filter(standsStill)
  .map((kind) => row(failures[kind].name, pauseMessage(failure(kind, 'send-again'))))

const stopped = (['unsent', 'sending', 'created'] as const).map((submission) =>
  row(`Stop waiting (${stages[submission]})`, stoppedMessage(jobCost(submission))),
)

const otherFiles = (similarity: OtherFileJobs['similarity'], copies = 0): OtherFileJobs => ({
  file: FileId.parse('film'),
  name: 'Brand film',
  jobs: 3,
  similarity,
  frames: Array.from({ length: copies }, (_, at) => NodeId.parse(`1:${String(at)}`)),
})

const underWay: readonly Row[] = [
  ['Opened again', resumedText(4), unsaid('Nothing more: the tasks are the same.'), nothingToDo],
  ['HiAPI asks for a slower pace', slowedText(12_000), free, nothingToDo],
  [
    'The window is hidden, or the computer sleeps',
    unsaid('Nothing.'),
    unsaid('Nothing more.'),
    unsaid('Nothing to do: Restage looks at once when it is seen again.'),
  ],
  [
    'The picture has another shape than asked',
    otherRatioRemark({ width: 1024, height: 1536 }),
    unsaid('As ordered.'),
    nothingToDo,
  ],
  [
    'HiAPI does not make that size',
    substitutedRemark({ ratio: '16:9', resolution: '1K' }),
    unsaid('As HiAPI charges for that resolution.'),
    nothingToDo,
  ],
  [
    'Text is hard to read over its picture',
    hardToReadText([{ name: 'Headline', contrast: 2.94, needed: 4.5 }]) ?? '',
    unsaid('As ordered.'),
    unsaid('Move the text, or make a new picture.'),
  ],
  [
    'Text has a gradient, or a picture',
    hardToReadText([{ name: 'Headline', contrast: null, needed: 3 }]) ?? '',
    unsaid('As ordered.'),
    unsaid('Look at it.'),
  ],
  [
    'Text stands elsewhere, to be read over its picture',
    movedRemark,
    unsaid('As ordered.'),
    nothingToDo,
  ],
  [
    'Text does not fit at its planned size',
    smallerRemark(['Headline']),
    unsaid('As ordered.'),
    unsaid('Look at it.'),
  ],
  [
    'The contrast of text was not measured',
    uncheckedRemark,
    unsaid('As ordered.'),
    unsaid('Look at it.'),
  ],
  [
    taskLabels.foreignVariants,
    foreignVariantsText,
    unsaid('Nothing to you.'),
    unsaid('Show goes to the frame.'),
  ],
  [
    taskLabels.otherFiles,
    `Brand film${unfinishedText(3)}`,
    unsaid('Nothing more.'),
    otherFilesText,
  ],
  [
    'Written down by a newer Restage',
    unreadableText(1),
    unsaid('Nothing more.'),
    unsaid('Update Restage.'),
  ],
  [
    'The file is called otherwise than when they were ordered',
    similarityText(otherFiles('same-mark')) ?? '',
    unsaid('Nothing more.'),
    `${ownershipLabels.sameFile}, or ${ownershipLabels.isCopy}.`,
  ],
  [
    'The file has no mark, and looks like theirs',
    similarityText(otherFiles('looks-alike')) ?? '',
    unsaid('Nothing more.'),
    `${ownershipLabels.takeOver}.`,
  ],
  [
    'A copy of their file is opened',
    similarityText(otherFiles('looks-alike', 2)) ?? '',
    unsaid('Nothing more.'),
    otherFilesText,
  ],
]

const hinted = (name: string, hint: string): Row => [name, hint, '', '']

const failedJob = (remedy: Remedy, submission: Submission) => ({
  ...jobCost(submission),
  failure: { remedy },
})

const buttons: readonly Row[] = [
  hinted(`${taskLabels.stop} (${stages.unsent})`, stopText(jobCost('unsent'))),
  hinted(`${taskLabels.stop} (${stages.created})`, stopText(jobCost('created'))),
  hinted(
    taskLabels.stopAll,
    stopAllText([jobCost('unsent'), jobCost('unsent'), jobCost('sending'), jobCost('created')]),
  ),
  hinted(
    taskLabels.retryFailed,
    retryFailedText([
      failedJob('new-task', 'created'),
      failedJob('send-again', 'unsent'),
      failedJob('send-again', 'sending'),
      failedJob('check-again', 'created'),
      failedJob('download-again', 'created'),
      failedJob('new-frame', 'created'),
    ]),
  ),
  hinted(
    taskLabels.retryStopped,
    retryStoppedText([
      jobCost('unsent'),
      jobCost('unsent'),
      jobCost('sending'),
      jobCost('created'),
    ]),
  ),
  ...(['unsent', 'sending', 'created'] as const).map((submission) =>
    hinted(
      `${taskLabels.discard} (${stages[submission]})`,
      discardText({ submission: { state: submission } }),
    ),
  ),
  hinted(
    `${taskLabels.discard} (failed or undone)`,
    discardText({ submission: { state: 'created' } }, true),
  ),
  hinted(`${taskLabels.discard}, for another file`, forgetQuestion(3)),
  hinted(ownershipLabels.takeOver, takeOverText(otherFiles('looks-alike'))),
  hinted(ownershipLabels.isCopy, setApartText(otherFiles('same-mark'))),
]

const problemNames: Readonly<Record<CallProblem, string>> = {
  open: 'Restage can’t start',
  recover: 'What is unfinished can’t be looked up',
  forget: 'Another file’s jobs can’t be discarded',
  whose: 'Whose jobs they are can’t be written down',
  show: 'The frame to show is gone',
  showSome: 'Only some of the frames to be shown are on this page',
  link: 'Figma opens no page',
  recipe: 'A variant’s recipe can’t be read',
  remake: 'Nothing can be made again',
  reference: 'What it is made from is gone',
  refocus: 'A picture can’t be moved',
  contrast: 'The contrast of text can’t be measured',
  refresh: 'Text can’t be refreshed',
  guides: 'Safe zones can’t be drawn',
  remove: 'Copies can’t be removed',
  variants: 'The variants can’t be found',
  library: 'What was collected can’t be kept',
  settings: 'Settings can’t be kept',
  swaps: 'Swaps can’t be read',
  swapGone: 'A swap is gone',
  swapLocked: 'A swap is locked',
  swapUnclear: 'Copies of a swap can’t be told apart',
  flip: 'A swap can’t be flipped',
  restore: 'An original can’t be restored',
  keepRender: 'An original can’t be deleted',
  choose: 'Another picture can’t be shown',
  findSwaps: 'The swaps of a page can’t be found',
  undoRun: 'A run can’t be undone',
  useFrame: 'The frame around a layer is gone',
}
const problems = (Object.keys(problemNames) as CallProblem[]).map((problem) =>
  parted(problemNames[problem], callProblems[problem], '. '),
)

const verdictNames: Readonly<Record<ConnectionVerdict | RelayVerdict, string>> = {
  works: 'All is well',
  unauthorised: 'The key is wrong',
  forbidden: 'The key lacks a permission',
  'out-of-balance': 'The balance is used up',
  'rate-limited': 'Asked too often',
  offline: 'The computer is offline',
  cors: 'The server keeps plugins out',
  'cors-create': 'The server keeps orders of plugins out',
  'allow-list': 'The address is not on the allow-list',
  unreachable: 'The server is not there',
  unavailable: 'HiAPI is down',
  'timed-out': 'No answer in time',
  intercepted: 'A firewall or a proxy answers',
  redirected: 'The address redirects',
  malformed: 'Something else answers',
  'relay-works': 'A relay that HiAPI reaches',
  'relay-polls': 'A relay that HiAPI does not reach',
  'relay-token': 'A relay, and a wrong token',
  'relay-paused': 'A relay that HiAPI refuses',
}
const verdicts = (Object.keys(verdictNames) as (keyof typeof verdictNames)[]).map((verdict) =>
  parted(verdictNames[verdict], connectionTexts[verdict], '. '),
)

/** Why a relay sends nothing of what it has taken; it goes on by itself. */
const relayPauses = [
  parted('HiAPI refuses the relay’s key (the relay has the order)', relayPauseText('key'), '. '),
  parted(
    'The relay’s balance is used up (the relay has the order)',
    relayPauseText('balance'),
    '. ',
  ),
]

/** A sentence that tells first what is, and then what to do. */
function parted(name: string, sentence: string, mark: string): Row {
  const at = sentence.indexOf(mark) + 1
  return at === 0
    ? [name, sentence, free, nothingToDo]
    : [name, sentence.slice(0, at), free, sentence.slice(at).trim()]
}

function table(rows: readonly Row[]): string {
  const heads = ['case', 'what the window says', 'what it costs', 'what to do next']
  const lines = [heads, heads.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const hints = (rows: readonly Row[]) =>
  [
    ['button', 'what it says before it is pressed'],
    ['---', '---'],
    ...rows.map((r) => r.slice(0, 2)),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

/** The kinds of failures that no row would tell of: they neither stop a run, nor have a stage. */
export const untoldKinds = Object.entries(failures)
  .filter(([kind, { of }]) => of.length === 0 && !haltingKinds.some((each) => each === kind))
  .map(([kind]) => kind)

/** The whole of `docs/messages.md`. */
export const messagesDocument = `# What Restage says

Every message about a picture says what happened, what it costs, and what to do next: a row, read from left to right, is
what the window says. What stands in *italics* is not said. Prices are examples, at 1K; words of HiAPI's own follow in
quotation marks. Made by \`test/unit/ui/message-table.ts\`; after a change of the texts: \`npx vitest run --project unit messages -u\`.

## While pictures are made

${table(underWay)}

## When you stop waiting

${table(stopped)}

## When everything waits

Pictures that HiAPI is already making are not affected; the others keep their places.

${table([...paused, ...relayPauses])}

## When one picture fails

The others go on.

${table(failed)}

## Before you press

${hints(buttons)}

## When Figma can't do something

${table(problems)}

## Test connection

${table(verdicts)}
`
