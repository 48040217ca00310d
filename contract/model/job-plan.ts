import * as z from 'zod/mini'
import { FocalPoint, Rect, Size } from './geometry.ts'
import { JobId, NodeId, PageId, RunId } from './ids.ts'
import { LiveLayout, LiveOrder } from './live-text.ts'
import { FurtherReference, mostFurther } from './reference.ts'
import { between, nonEmpty, nullable } from './schema.ts'
import { Name } from './shorten.ts'
import { AspectRatio, Resolution, Target } from './target.ts'

export const JobOptions = z.object({
  /** Whether the source's own text is added to the prompt as a constraint. */
  keepWording: z.boolean(),
})
export type JobOptions = z.output<typeof JobOptions>

/** What a job was made from, beyond its request. */
export const JobDetails = z.object({
  /** The prompt as the designer wrote it, with its tokens; empty where the request has the same text. */
  template: z.string(),
  /** The end of that prompt that was written for its targets alone; left out where there is none. */
  addition: z.optional(z.string()),
  options: JobOptions,
  /** In the order of sending, after the source's own. */
  references: z.array(FurtherReference).check(z.refine(({ length }) => length <= mostFurther)),
  /** 1, or up to 4 where several copies were ordered. */
  copy: z.number(),
  /** The names of all targets that its picture fills. */
  serves: z.array(Name),
  /** What stays live; left out where all words are part of the picture. */
  live: z.optional(LiveOrder),
})
export type JobDetails = z.output<typeof JobDetails>

/** A source's position, now or when it was last seen. */
export const Origin = z.object({
  id: NodeId,
  page: PageId,
  name: Name,
  bounds: Rect,
  /** As in `UsableSource`. */
  size: z.optional(Size),
})
export type Origin = z.output<typeof Origin>

/** Width and height before any rotation. */
export function ownSize({
  bounds,
  size,
}: {
  readonly bounds: Size
  readonly size?: Size | undefined
}): Size {
  const { width, height } = size ?? bounds
  return { width, height }
}

/** One variant that the job's picture fills. */
export const PartPlan = z.object({
  target: Target,
  size: Size,
  name: Name,
  /** The variant's export format. */
  format: z.literal(['PNG', 'JPG']),
  focalPoint: FocalPoint,
  /** The variant whose picture is replaced; null for a new frame. */
  into: nullable(NodeId),
  /** The layer whose place the render takes; null where no layer is replaced. */
  swaps: nullable(NodeId),
  /** The text to lay into a new variant; left out where it gets none, or has it. */
  live: z.optional(LiveLayout),
})
export type PartPlan = z.output<typeof PartPlan>

/** What a job makes; it never changes. The engine, the ledger and the messages share this one shape. */
export const JobPlan = z.object({
  id: JobId,
  run: RunId,
  source: Origin,
  /** The node that the row is placed beside; null for the source itself. */
  anchor: nullable(NodeId),
  parts: nonEmpty(PartPlan),
  ratio: AspectRatio,
  resolution: Resolution,
  /** The text that is sent. */
  prompt: z.string(),
  details: JobDetails,
  /** Estimated price of the task, in US dollars. */
  price: between(0),
})
export type JobPlan = z.output<typeof JobPlan>

/** Whether a job makes a render of a layer, in the layer's own shape. */
export function isSwap({ parts }: Pick<JobPlan, 'parts'>): boolean {
  return parts.some(({ target }) => target.kind === 'swap')
}

/** Whether a job's picture is to take the place of a layer. */
export function takesPlaces({ parts }: Pick<JobPlan, 'parts'>): boolean {
  return parts.some(({ swaps }) => swaps !== null)
}
