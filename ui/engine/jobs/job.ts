import type { Size } from '../../../contract/model/geometry.ts'
import type { Part, Submission } from '../../../contract/model/ledger.ts'
import type { JobId, NodeId, RunId, TaskId } from '../../../contract/model/ids.ts'
import type { Making } from '../../../contract/model/recipe.ts'
import type { UsableSource } from '../../../contract/model/source.ts'
import type { AspectRatio, Resolution } from '../../../contract/model/target.ts'
import type { Failure } from '../failures/failure.ts'

/** Where a job stands, in the words that people see. */
export type JobState =
  | { readonly name: 'waiting' }
  | { readonly name: 'sending' }
  | { readonly name: 'queued' }
  | { readonly name: 'generating' }
  | { readonly name: 'saving' }
  | { readonly name: 'placing' }
  | { readonly name: 'done' }
  | { readonly name: 'failed'; readonly failure: Failure }
  | { readonly name: 'stopped' }

/** One of the variants that a job's picture is for; fixed for the job's life. */
export type PartPlan = Omit<Part, 'node'>

/** What a job is to make; fixed for its life. */
export interface JobPlan {
  readonly id: JobId
  readonly run: RunId
  readonly source: UsableSource
  /** What its row stands beside in the source's stead; null for the source. */
  readonly anchor: NodeId | null
  /** At least one. */
  readonly parts: readonly [PartPlan, ...PartPlan[]]
  readonly ratio: AspectRatio
  readonly resolution: Resolution
  /** As it is sent. */
  readonly prompt: string
  readonly making: Making
  /** US dollars, estimated. */
  readonly price: number
}

/** One picture wanted, and how far it has come. Immutable: the engine hands out a new one. */
export interface Job {
  readonly plan: JobPlan
  readonly state: JobState
  /** When it was first sent; milliseconds since 1970. */
  readonly sentAt: number | null
  /** When it ended; milliseconds on the clock that only goes forward, so that the last is the last. */
  readonly endedAt: number | null
  readonly task: TaskId | null
  /** Whether HiAPI has it: surely not, perhaps, or by its task. Money hangs on it. */
  readonly submission: Submission['state']
  /** Whether the ledger knows it: then it comes back when the plugin is opened again. */
  readonly isKept: boolean
  /** Its frames, in the order of the plan's parts; null where one is not there (yet, or any more). */
  readonly variants: readonly (NodeId | null)[]
  /** The placed picture's real pixels. */
  readonly picture: Size | null
  /** A sentence about a picture that is not quite what was asked for. */
  readonly remark: string | null
}

/** Whether a job's picture is a layer's own, in its shape. */
export function isSwap({ parts }: Pick<JobPlan, 'parts'>): boolean {
  return parts.some(({ target }) => target.kind === 'swap')
}

/** Those of a job's frames that are there. */
export function framesOf({ variants }: Pick<Job, 'variants'>): NodeId[] {
  return variants.filter((node) => node !== null)
}

/** Whether its picture was placed, and is not on the canvas: by an undo, or a deletion. */
export function isAway({ state }: Pick<Job, 'state'>): boolean {
  return state.name === 'failed' && state.failure.kind === 'undone'
}

export function isSettled(job: Job): boolean {
  return job.state.name === 'done' || job.state.name === 'failed' || job.state.name === 'stopped'
}
