import * as z from 'zod/mini'
import { FocalPoint, Rect, Size } from '../geometry.ts'
import { type FileId, JobId, NodeId, PageId, RunId, TaskId } from '../ids.ts'
import { JobRequest, JobDetails, Reference } from '../recipe.ts'
import { Name } from '../shorten.ts'
import { Resolution, Target } from '../target.ts'
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

/** Where a source stands, or last stood. */
export const Origin = z.object({
  id: NodeId,
  page: PageId,
  name: Name,
  bounds: Rect,
  /** As of `UsableSource`. */
  size: z.optional(Size),
})
export type Origin = z.output<typeof Origin>

/** One of the variants that a job's picture is for: what it is to be, and its frame. */
export const Part = z.object({
  target: Target,
  size: Size,
  /** What its layer is called. */
  name: Name,
  /** What it is exported as. */
  format: z.literal(['PNG', 'JPG']),
  focalPoint: FocalPoint,
  /** The variant whose picture is to be replaced by this one; null for a new frame. */
  into: nullable(NodeId),
  /** The layer whose place its frame is to take; null where it stands on its own. */
  swaps: nullable(NodeId),
  /** Its frame, or the layer that waits to be swapped; null until that is reserved. */
  node: nullable(NodeId),
})
export type Part = z.output<typeof Part>

/**
 * A job that is not settled yet, as the ledger knows it: with the bytes kept under the reference's
 * hash, all that is needed to send its request again byte for byte, and to make its variant again.
 */
export const LedgerEntry = z.object({
  run: RunId,
  job: JobId,
  /** When the designer asked for it. */
  at: z.number(),
  source: Origin,
  /** What its row stands beside in the source's stead; null for the source. */
  anchor: nullable(NodeId),
  /** At least one. */
  parts: z.array(Part),
  /** What was asked for; the request may have had to take another. */
  resolution: Resolution,
  request: JobRequest,
  /** Null until the source is captured. */
  reference: nullable(Reference),
  details: JobDetails,
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
