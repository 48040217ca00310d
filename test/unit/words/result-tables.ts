import * as recipeText from '../../../ui/features/recipe/text.ts'
import * as reviewText from '../../../ui/features/swap-review/text.ts'
import * as tasksText from '../../../ui/features/tasks/text.ts'
import * as otherFilesText from '../../../ui/features/tasks/other-files/other-files-text.ts'
import * as recipeLiveText from '../../../ui/features/recipe/live-text/text.ts'
import * as zonesText from '../../../ui/features/recipe/safe-zones/safe-zones-text.ts'
import { failureTexts } from '../../../ui/engine/failures/text.ts'
import { hardTexts } from './shared-tables.ts'
import {
  alone,
  cell,
  counting,
  counts,
  detailed,
  each,
  failures,
  jobs,
  many,
  name,
  shared,
  size,
  target,
  three,
  type Tables,
} from './samples.ts'

const reason = failureTexts.malformed.happened
const states = [
  ...['done', 'waiting', 'stopped', 'undone', 'replacing', 'empty-copy'],
  ...['failed', 'replacing-failed'],
].map((state) => ({ name: state, reason }))
const recipe = {
  source: { name },
  target,
  request: cell,
  progress: { state: 'done', picture: size },
}
const variant = {
  name,
  bounds: size,
  recipe,
  isCopy: true,
  missing: { source: true, reference: true, further: 15, picture: true },
}
const blocks = [
  ...['waiting', 'replacing', 'stopped', 'undone'],
  ...['no-reference', 'no-further', 'no-picture', 'empty-copy', 'unread'],
].map((block) => ({ block, count: 1 }))
const remakes = [
  ...blocks.map((block) => ({ variants: [], blocks: [block] })),
  { variants: [], blocks },
  { variants: [variant], blocks },
]

const swaps = ['original', 'render'].map((shown) => ({
  name,
  original: shown === 'render' ? null : '1:2',
  shown,
  goes: { restore: '1:3', keep: '1:2' },
}))
const manySwaps = Array.from({ length: many }, (_, at) => swaps[at % 2])
const someSwaps = alone([[], ...swaps.map((swap) => [swap]), swaps, manySwaps])
const left = { missing: counts[2], locked: counts[2], unclear: counts[2], touched: counts[2] }

const otherFiles = ['none', 'same-mark', 'looks-alike'].flatMap((similarity) =>
  counts.map((frames) => ({ similarity, name, jobs: frames.length, frames })),
)
const failed = ['new-task', 'send-again', 'check-again', 'download-again', 'new-frame'].flatMap(
  (remedy) => jobs.map((job) => ({ ...job, failure: { remedy } })),
)
const severalFailed = Array.from({ length: 100 }, () => failed).flat()
const severalJobs = Array.from({ length: 100 }, () => jobs).flat()
const tally = { total: many, done: many, failed: many, stopped: many }

/** What is said of what was ordered. */
export const resultTables: Tables = {
  'ui/features/recipe/live-text/text.ts': {
    exports: recipeLiveText,
    calls: {
      refreshedText: [
        [{ changed: 0, kept: [], fontless: [], grown: [] }],
        [
          {
            changed: 1,
            kept: three.slice(0, 1),
            fontless: three.slice(0, 1),
            grown: three.slice(0, 1),
          },
        ],
        [{ changed: many, kept: three, fontless: three, grown: three }],
      ],
      readableText: [true, false].map((hasScrim) => [
        { hasScrim, hard: hardTexts, hardWithout: hardTexts },
      ]),
    },
  },
  'ui/features/recipe/text.ts': {
    exports: recipeText,
    calls: {
      whatText: [[recipe]],
      summaryText: counting(many),
      stateText: alone(states),
      statesText: [[states]],
      missingTexts: [[variant]],
      missingSummary: [[[variant, variant]]],
      targetFact: [[variant]],
      pictureFact: [[recipe]],
      liveFact: counting(),
      priceFact: [[1_234.56], [null]],
      furtherText: [[name, 'subject']],
      remakeBlockText: alone(remakes),
      leftOutText: alone(remakes),
      croppedText: [[three.slice(0, 1)], [three]],
      keepersText: [[three.slice(0, 1)], [three]],
      confirmLabel: each(['regenerate', 'vary'], [1, many]),
      begunText: counting(),
      makingText: counting(),
      leftText: [[[name, ...three]]],
      usedText: [[three, 1]],
      copyName: [[many]],
      keptText: counting(many),
    },
  },
  'ui/features/recipe/safe-zones/safe-zones-text.ts': {
    exports: zonesText,
    calls: {
      noZoneText: [[[variant]], [[variant, variant]]],
      zonesShownText: counting(many),
      zonesHiddenText: counting(),
    },
  },
  'ui/features/swap-review/text.ts': {
    exports: reviewText,
    calls: {
      headingText: someSwaps,
      strandedText: each([0, many], [1, many]),
      unclearText: each([0, many], [1, many]),
      shownText: someSwaps,
      originalGoneText: someSwaps,
      flippedText: ['render', 'original'].flatMap((side) => counting(side, left)),
      restoredText: counting(left),
      keptText: counting(left),
      restoreQuestion: someSwaps,
      keepQuestion: someSwaps,
      confirmRestoreText: counting(),
      confirmKeepText: counting(),
      pictureName: [[many, true]],
      chosenText: [[many, many]],
      aloneText: [[true], [false]],
      comparedText: [[40]],
      selectedText: counting(),
    },
  },
  'ui/features/tasks/text.ts': {
    exports: tasksText,
    errors: ['pauseNoticeText'],
    calls: {
      elapsedText: [[3_600_000]],
      readyText: each(
        [1, many].flatMap((frames) => [{ frames }, { frames, isSwap: true }]),
        [many],
      ),
      leftText: [[0], [36_000_000]],
      progressText: [[tally, null, 36_000_000]],
      // What the designer wrote stands in it.
      groupText: [],
      tallyText: [[tally], [{ ...tally, total: 1 }]],
      slowedText: [[600_000]],
      resumedText: counting(),
      stopText: [...alone([...jobs, ...shared]), ...each(jobs, [true])],
      stopAllText: [
        [jobs, 1],
        [severalJobs, many],
      ],
      discardText: [...jobs.map((job) => [job]), ...jobs.map((job) => [job, true])],
      discardQuestion: alone([...jobs, ...shared]),
      unreadableText: counting(),
      unfinishedText: counting(),
      forgetText: counting(),
      forgottenText: [
        [name, 1],
        [name, many],
      ],
      forgetQuestion: counting(),
      retryFailedText: [[failed], [severalFailed]],
      retryStoppedText: [[jobs], [severalJobs]],
      pauseNoticeText: each([...failures, ...detailed], ['unsent', 'sent', 'nothing']),
      relayPauseText: alone(['key', 'balance'] as const),
      failedJobText: [[name, target.name, reason]],
    },
  },
  'ui/features/tasks/other-files/other-files-text.ts': {
    exports: otherFilesText,
    calls: {
      similarityText: alone(otherFiles),
      takeOverText: alone(otherFiles),
      setApartText: alone(otherFiles),
      takenOverText: alone(otherFiles),
      leftText: alone(otherFiles),
    },
  },
}
