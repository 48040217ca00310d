import * as z from 'zod/mini'
import { type FileId, JobId, NodeId, RunId, TaskId } from '../ids.ts'
import { JobPlan } from '../job-plan.ts'
import { JobRequest } from '../job-request.ts'
import { Reference } from '../reference.ts'
import { nullable } from '../schema.ts'

/**
 * What is known of a job's request at HiAPI. Times are milliseconds since 1970.
 *
 * - `unsent`: it was never sent, or certainly not accepted
 * - `sending`: it may have arrived; `since` is the first attempt under its idempotency key
 * - `created`: its task exists
 */
export const Submission = z.union([
  z.object({ state: z.literal('unsent') }),
  z.object({ state: z.literal('sending'), since: z.number() }),
  z.object({ state: z.literal('created'), at: z.number(), task: TaskId }),
])
export type Submission = z.output<typeof Submission>

/**
 * An unsettled job. Together with the bytes under the reference's hash, it is enough to repeat the request
 * byte for byte. It is also enough to create the variants again.
 */
export const LedgerEntry = z.object({
  plan: JobPlan,
  /** When the designer ordered it, in milliseconds since 1970. */
  at: z.number(),
  /** The request that is sent. It differs from the plan where the API refused the planned one. */
  request: JobRequest,
  /** Null until the source is captured. */
  reference: nullable(Reference),
  /** The frames of the plan's parts, or the layers that wait to be swapped; null until reserved. */
  nodes: z.array(nullable(NodeId)),
  submission: Submission,
  /** Identifies the account that it was sent to; empty where it was not sent, or the account is unknown. */
  account: z.string(),
  /** Whether the designer has stopped waiting for it. */
  stopped: z.boolean(),
})
export type LedgerEntry = z.output<typeof LedgerEntry>

/** How many of the jobs placed last are kept, in case an undo removes their pictures. */
export const mostPlaced = 50

export const JobRef = z.object({ run: RunId, job: JobId })
export type JobRef = z.output<typeof JobRef>

export function refOf({ plan }: Pick<LedgerEntry, 'plan'>): JobRef {
  return { run: plan.run, job: plan.id }
}

/** A document's mark, and the document's name when it got the mark. */
export interface FileMark {
  readonly id: FileId
  readonly name: string
}

/** The unsettled jobs of a run, and the run's file. */
export interface LedgerRun {
  readonly run: RunId
  readonly file: FileMark
  readonly entries: readonly LedgerEntry[]
}
