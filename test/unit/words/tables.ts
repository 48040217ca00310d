import * as pictureText from '../../../ui/components/pictures/text.ts'
import * as failureText from '../../../ui/engine/failures/text.ts'
import * as pipelineText from '../../../ui/engine/pipeline/text.ts'
import * as settingsText from '../../../ui/features/settings/text.ts'
import * as dates from '../../../ui/formats/dates.ts'
import * as format from '../../../ui/formats/format.ts'
import * as labels from '../../../ui/formats/labels.ts'
import * as legibility from '../../../ui/formats/legibility.ts'
import * as money from '../../../ui/formats/money.ts'
import * as terms from '../../../ui/formats/terms.ts'
import * as callText from '../../../ui/state/text.ts'
import type { Failure, FailureKind, Remedy } from '../../../ui/engine/failures/failure.ts'
import { plain } from '../../../ui/engine/failures/classify-failure.ts'

type Arguments = readonly unknown[]
/** Long values for each function of a table; every function needs some. */
type Calls = Readonly<Record<string, readonly Arguments[]>>

interface Table {
  readonly exports: Readonly<Record<string, unknown>>
  readonly calls?: Calls
  /** Exports that say what went wrong: all of them, or these. */
  readonly errors?: 'all' | readonly string[]
}

const name = 'Onboarding, step 3 of 12'
const three = ['Instagram story', 'Google leaderboard', 'YouTube thumbnail']
const size = { width: 12_000, height: 12_000 }
const cell = { ratio: '21:9', resolution: '4K' }

const remedies: readonly Remedy[] = [
  'new-task',
  'send-again',
  'check-again',
  'download-again',
  'place-again',
  'new-frame',
]
const jobs = ['unsent', 'sending', 'created'].map((state) => ({
  submission: { state },
  plan: { price: 1_234.56 },
}))
const shared = jobs.map((job) => ({ ...job, plan: { ...job.plan, details: { serves: three } } }))
const kinds = Object.keys(failureText.failureTexts) as FailureKind[]
const failures: readonly Failure[] = kinds.flatMap((kind) =>
  remedies.map((remedy) => plain(kind, remedy)),
)
/** As the server puts it, with what is known of where and how much. */
const detailed = failures.map((failure) => ({
  ...failure,
  words: 'The parameter input.prompt is longer than this model takes.',
  host: 'pictures.eu-central-1.example.com',
  supportId: 'req_0123456789abcdef0123456789abcdef',
  pixels: size,
}))
const large = failures.map((failure) => ({ ...failure, bytes: 123_456_789 }))
const each = (values: readonly unknown[], others: readonly unknown[] = jobs) =>
  values.flatMap((value) => others.map((other) => [value, other]))
const alone = (values: readonly unknown[]) => values.map((value) => [value])

/** The tables that the rules hold for so far; the others are listed by `WORDS_ALL=1`. */
export const covered: Readonly<Record<string, Table>> = {
  'ui/components/pictures/text.ts': {
    exports: pictureText,
    calls: { focalLabel: [[name]], focalText: [[{ x: 1, y: 1 }]] },
  },
  'ui/engine/failures/text.ts': {
    exports: failureText,
    errors: 'all',
    calls: {
      sentenceOf: [],
      stoppedMessage: alone(jobs),
      goOnText: alone(jobs),
      stoppedText: alone(jobs),
      remedyText: each(remedies),
      costText: each(failures),
      failureMessage: [...each(failures, shared), ...each(detailed), ...each(large)],
      failureText: each(failures),
      sizeText: alone([...detailed, ...large]),
      supportText: alone(detailed),
      pauseMessage: alone([...failures, ...detailed]),
    },
  },
  'ui/engine/pipeline/text.ts': {
    exports: pipelineText,
    calls: { otherRatioRemark: [[size]], substitutedRemark: [[cell]] },
  },
  'ui/features/settings/text.ts': {
    exports: settingsText,
    errors: ['connectionTexts', 'settingProblems'],
    calls: {
      pictureCostText: [[{ '1K': 1.25, '2K': 12.5, '4K': 125 }]],
      namePatternHint: [['Poster · Instagram story · 9:16']],
    },
  },
  'ui/formats/dates.ts': { exports: dates, calls: { dateFact: [[Date.UTC(2026, 8, 30)]] } },
  'ui/formats/format.ts': {
    exports: format,
    calls: {
      digits: [[1_200]],
      isOne: [],
      pluralize: [[1_200, 'picture']],
      join: [['One.', null, 'Two.']],
      listed: [[three]],
      promptCount: [[20_001, 20_000]],
      sizeText: [[size]],
      placementText: [[{ name: 'Google leaderboard', ...size }]],
      upperFirst: [['words']],
      shareText: [[0.629]],
      cellText: [[cell]],
    },
  },
  'ui/formats/labels.ts': { exports: labels },
  'ui/formats/legibility.ts': {
    exports: legibility,
    calls: { hardlySeen: [[{ width: 1_440, height: 30_000 }, size]] },
  },
  'ui/formats/money.ts': {
    exports: money,
    calls: {
      dollars: [[0.001], [1_234.56]],
      savingText: [
        [1, 0.04],
        [1_200, 48],
      ],
      lineText: [
        [three, 1, 0.04],
        [three, 1_200, 48],
      ],
      pricesText: [['2026-09-30']],
      confirmText: [
        [1_234.56, 0],
        [1_234.56, 1_000],
      ],
      runCostText: [[1_234.56]],
      monthCostText: [[1_234.56]],
      costsHint: [
        [1, '2026-09-30'],
        [1_200, '2026-09-30'],
      ],
    },
  },
  'ui/formats/terms.ts': {
    exports: terms,
    calls: {
      targetText: [[{ kind: 'ratio', ratio: '21:9' }]],
      renderName: [[name, 4]],
      besideText: [[name]],
      targetsText: [[[{ target: { kind: 'ratio', ratio: '21:9' } }]]],
      servesText: [[three]],
      isForText: [[three]],
      someGoneText: [[11, 12]],
    },
  },
  'ui/state/text.ts': {
    exports: callText,
    errors: 'all',
    calls: { keyFirstText: [['Regenerate']] },
  },
}

export interface Said {
  /** The table and the export that it is of. */
  readonly from: string
  readonly text: string
  readonly isError: boolean
}

/** All that a table says, its functions called with long values. */
export function saidBy(file: string): readonly Said[] {
  const { exports = {}, calls = {}, errors = [] } = covered[file] ?? {}
  return Object.entries(exports).flatMap(([key, value]) => {
    const isError = errors === 'all' || errors.includes(key)
    const from = `${file} ${key}`
    const texts = typeof value === 'function' ? called(value, calls[key] ?? null, from) : [value]
    return textsIn(texts).map((text) => ({ from, text, isError }))
  })
}

function called(
  value: object,
  calls: readonly Arguments[] | null,
  from: string,
): readonly unknown[] {
  if (calls === null)
    throw new Error(`Nothing calls ${from}: list it in test/unit/words/tables.ts.`)
  const call = value as (...values: Arguments) => unknown
  return calls.map((values) => call(...values))
}

/** The texts in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}
