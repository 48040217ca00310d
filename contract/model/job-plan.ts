import * as z from 'zod/mini'
import { FocalPoint, Rect, Size } from './geometry.ts'
import { JobId, NodeId, PageId, RunId } from './ids.ts'
import { FurtherReference, mostFurther } from './reference.ts'
import { between, nonEmpty, nullable } from './schema.ts'
import { Name } from './shorten.ts'
import { AspectRatio, Resolution, Target } from './target.ts'

/** What can be switched on for an order. A new one is a line here, and where it is used. */
export const JobOptions = z.object({
  /** Whether the source's own words are added to the prompt as a constraint. */
  keepWording: z.boolean(),
})
export type JobOptions = z.output<typeof JobOptions>

/** What a job was made from that its request does not tell. */
export const JobDetails = z.object({
  /** The prompt as the designer wrote it, tokens and all; empty where the request has those very words. */
  template: z.string(),
  options: JobOptions,
  /** In the order in which they are sent, after the source's own. */
  references: z.array(FurtherReference).check(z.refine(({ length }) => length <= mostFurther)),
  /** 1, and up to 4 where more than one picture of the same was ordered. */
  copy: z.number(),
  /** The names of all targets that its picture serves. */
  serves: z.array(Name),
})
export type JobDetails = z.output<typeof JobDetails>

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

/** One of the variants that a job's picture is for. */
export const PartPlan = z.object({
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
})
export type PartPlan = z.output<typeof PartPlan>

/**
 * What a job is to make; fixed for its life. The engine, the ledger and the messages have it in this one
 * shape.
 */
export const JobPlan = z.object({
  id: JobId,
  run: RunId,
  source: Origin,
  /** What its row stands beside in the source's stead; null for the source. */
  anchor: nullable(NodeId),
  /** At least one. */
  parts: nonEmpty(PartPlan),
  ratio: AspectRatio,
  resolution: Resolution,
  /** As it is sent. */
  prompt: z.string(),
  details: JobDetails,
  /** US dollars for its task, estimated. */
  price: z.number().check(between(0)),
})
export type JobPlan = z.output<typeof JobPlan>

/** Whether a job's picture is a layer's own, in its shape. */
export function isSwap({ parts }: Pick<JobPlan, 'parts'>): boolean {
  return parts.some(({ target }) => target.kind === 'swap')
}
