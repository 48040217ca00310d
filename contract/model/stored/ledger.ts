import * as z from 'zod/mini'
import { type FileId, JobId, NodeId, RunId, TaskId } from '../ids.ts'
import { JobPlan } from '../job-plan.ts'
import { JobRequest } from '../recipe.ts'
import { Reference } from '../reference.ts'
import { nullable } from '../schema.ts'

/**
 * How far a job is known to have come at HiAPI. Times are milliseconds since 1970.
 *
 * - `unsent`: it was never sent, or surely not taken
 * - `sending`: it may or may not have arrived; `since` is the first time under its idempotency key
 * - `created`: its task exists
 */
export const Submission = z.union([
  z.object({ state: z.literal('unsent') }),
  z.object({ state: z.literal('sending'), since: z.number() }),
  z.object({ state: z.literal('created'), at: z.number(), task: TaskId }),
])
export type Submission = z.output<typeof Submission>

/**
 * A job that is not settled yet, as the ledger knows it: with the bytes kept under the reference's
 * hash, all that is needed to send its request again byte for byte, and to make its variants again.
 */
export const LedgerEntry = z.object({
  plan: JobPlan,
  /** When the designer asked for it. Milliseconds since 1970. */
  at: z.number(),
  /** What is sent; it may differ from what was planned, where the API refused that. */
  request: JobRequest,
  /** Null until the source is captured. */
  reference: nullable(Reference),
  /** The frames of the plan's parts, or the layers that wait to be swapped; null until reserved. */
  nodes: z.array(nullable(NodeId)),
  submission: Submission,
  /** A mark of the account that it was sent to; empty where it was not, or nobody knows. */
  account: z.string(),
  /** Whether the designer has stopped waiting for it. */
  stopped: z.boolean(),
})
export type LedgerEntry = z.output<typeof LedgerEntry>

/** Of so many pictures that were placed last, it is kept how they were made, in case that is undone. */
export const mostPlaced = 50

/** A job by name: its run's record, and its entry in it. */
export const JobRef = z.object({ run: RunId, job: JobId })
export type JobRef = z.output<typeof JobRef>

/** An entry's job by name. */
export function refOf({ plan }: Pick<LedgerEntry, 'plan'>): JobRef {
  return { run: plan.run, job: plan.id }
}

/** A document: its mark, and the name that it had when the mark was taken. */
export interface FileMark {
  readonly id: FileId
  readonly name: string
}

/** The unsettled jobs of a run, and the file that it belongs to. */
export interface LedgerRun {
  readonly run: RunId
  readonly file: FileMark
  readonly entries: readonly LedgerEntry[]
}
