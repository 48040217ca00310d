import { failureTexts } from '../../../ui/engine/failures/text.ts'
import type { Failure, FailureKind, Remedy } from '../../../ui/engine/failures/failure.ts'
import { plain } from '../../../ui/engine/failures/classify-failure.ts'

type Arguments = readonly unknown[]
/** Long values for each function of a table; every function needs some. */
export type Calls = Readonly<Record<string, readonly Arguments[]>>

export interface Table {
  readonly exports: Readonly<Record<string, unknown>>
  readonly calls?: Calls
  /** Exports that say what went wrong: all of them, or these. */
  readonly errors?: 'all' | readonly string[]
}

export type Tables = Readonly<Record<string, Table>>

export const name = 'Onboarding, step 3 of 12'
export const three = ['Instagram story', 'Google leaderboard', 'YouTube thumbnail']
export const size = { width: 12_000, height: 12_000 }
export const cell = { ratio: '21:9', resolution: '4K' }
export const target = { kind: 'placement', name: 'Google leaderboard', ...size }

export const many = 1_200
/** So many things: none, one, and many. */
export const counts = [0, 1, many].map((count) => Array.from({ length: count }, () => name))

export const jobs = ['unsent', 'sending', 'created'].map((state) => ({
  submission: { state },
  plan: { price: 1_234.56 },
}))
export const shared = jobs.map((job) => ({
  ...job,
  plan: { ...job.plan, details: { serves: three } },
}))

export const remedies: readonly Remedy[] = [
  'new-task',
  'send-again',
  'check-again',
  'download-again',
  'place-again',
  'new-frame',
]
const kinds = Object.keys(failureTexts) as FailureKind[]
export const failures: readonly Failure[] = kinds.flatMap((kind) =>
  remedies.map((remedy) => plain(kind, remedy)),
)
/** As the server puts it, with what is known of where and how much. */
export const detailed = failures.map((failure) => ({
  ...failure,
  words: 'The parameter input.prompt is longer than this model takes.',
  host: 'pictures.eu-central-1.example.com',
  supportId: 'req_0123456789abcdef0123456789abcdef',
  pixels: size,
}))

export const each = (values: readonly unknown[], others: readonly unknown[] = jobs) =>
  values.flatMap((value) => others.map((other) => [value, other]))
export const alone = (values: readonly unknown[]) => values.map((value) => [value])

/** What counts something, for one and for many; then what else it takes. */
export const counting = (...others: Arguments) => [
  [1, ...others],
  [many, ...others],
]
