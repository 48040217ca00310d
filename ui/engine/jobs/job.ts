import type { Size } from '../../../contract/model/geometry.ts'
import type { Submission } from '../../../contract/model/client-storage/ledger.ts'
import type { NodeId, TaskId } from '../../../contract/model/ids.ts'
import type { Failure } from '../failures/failure.ts'
import type { JobPlan } from '../../../contract/model/job-plan.ts'

/** The state of a job, in the words that the window shows. */
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

/** One picture wanted, and its progress. Immutable: every change makes a new one. */
export interface Job {
  readonly plan: JobPlan
  readonly state: JobState
  /** Whether this window ordered it. */
  readonly isNew: boolean
  /** When it was ordered; milliseconds since 1970. */
  readonly at: number
  /** When it was first sent; milliseconds since 1970. */
  readonly sentAt: number | null
  /** When it ended; milliseconds of the monotonic clock, so that the order of ends is right. */
  readonly endedAt: number | null
  /** How far it has come at HiAPI. */
  readonly submission: Submission
  /** Whether the ledger holds it: then it comes back when the plugin is opened again. */
  readonly isKept: boolean
  /** Its frames, in the order of the plan's parts; null for a missing one. */
  readonly variants: readonly (NodeId | null)[]
  /** The placed picture's real pixels. */
  readonly picture: Size | null
  /** A sentence about a picture that differs from what was asked for. */
  readonly remark: string | null
}

/** The frames of a job that exist. */
export function framesOf({ variants }: Pick<Job, 'variants'>): NodeId[] {
  return variants.filter((node) => node !== null)
}

/** The frames that a job has made. One that it regenerates was there before, and is not among them. */
export function madeFramesOf(job: Pick<Job, 'plan' | 'variants'>): NodeId[] {
  const before = job.plan.parts.map(({ into }) => into)
  return framesOf(job).filter((node) => !before.includes(node))
}

/** Its task at HiAPI; null if none is known. */
export function taskOf({ submission }: Pick<Job, 'submission'>): TaskId | null {
  return submission.state === 'created' ? submission.task : null
}

/** Whether its picture was placed and is no longer on the canvas, after an undo or a deletion. */
export function isAway({ state }: Pick<Job, 'state'>): boolean {
  return state.name === 'failed' && state.failure.kind === 'undone'
}

export function isSettled(job: Job): boolean {
  return job.state.name === 'done' || job.state.name === 'failed' || job.state.name === 'stopped'
}

/** What is known of a job once its picture is on the canvas. */
export type Delivered = Pick<Job, 'picture' | 'remark'>
