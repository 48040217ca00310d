import * as z from 'zod/mini'
import { between, nullable } from './schema.ts'
import { FocalPoint, Size } from './geometry.ts'
import { IdempotencyKey, ImageHash, JobId, NodeId, OwnerId, RunId, TaskId } from './ids.ts'
import { ModelName } from './stored/settings.ts'
import { Name, Sentence } from './shorten.ts'
import { AspectRatio, Resolution, Target } from './target.ts'

/** Under which key a variant's recipe is kept in its plugin data. */
export const recipeKey = 'recipe'

/**
 * Under which key a variant that is regenerated keeps the recipe of what is to come: until that is
 * there, its picture and `recipe` stay as they are.
 */
export const replacementKey = 'replacement'

/** The picture that went to the API, kept in the file as an image under its hash. */
export const Reference = z.object({
  hash: ImageHash,
  type: z.literal(['image/png', 'image/jpeg']),
  ...Size.shape,
})
export type Reference = z.output<typeof Reference>

/** What a further reference shows the model. */
export const roles = ['style', 'brand', 'subject'] as const
export const Role = z.literal(roles)
export type Role = z.output<typeof Role>

/** So many references beside the source's own are read of a file; a model takes fewer. */
export const mostFurther = 31

/** A picture beside the source's own, chosen on the canvas. */
export const FurtherReference = z.object({ reference: Reference, role: Role, name: Name })
export type FurtherReference = z.output<typeof FurtherReference>

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
  /** US dollars for its task, estimated when it was ordered; null where nobody knows. */
  price: nullable(z.number().check(between(0))),
  /** 1, and up to 4 where more than one picture of the same was ordered. */
  copy: z.number(),
  /** The names of all targets that its picture serves. */
  serves: z.array(Name),
})
export type JobDetails = z.output<typeof JobDetails>

/** The request of a job: with the reference's bytes, all that its POST is made of. */
export const JobRequest = z.object({
  model: ModelName,
  prompt: z.string(),
  ratio: AspectRatio,
  resolution: Resolution,
  callbackUrl: z.string(),
  idempotencyKey: IdempotencyKey,
})
export type JobRequest = z.output<typeof JobRequest>

/** How far a variant has come, as far as the document knows. Times are milliseconds since 1970. */
export const Progress = z.union([
  z.object({ state: z.literal('reserved'), at: z.number() }),
  z.object({ state: z.literal('submitted'), at: z.number(), task: TaskId }),
  z.object({
    state: z.literal('done'),
    at: z.number(),
    task: TaskId,
    picture: z.object({ hash: ImageHash, ...Size.shape }),
  }),
  z.object({
    state: z.literal('failed'),
    at: z.number(),
    task: nullable(TaskId),
    reason: Sentence,
  }),
])
export type Progress = z.output<typeof Progress>
/** Its picture is there. */
export type Done = Extract<Progress, { state: 'done' }>

/**
 * Everything that made a variant, stored on it as plugin data (at most 100 kB an entry,
 * https://developers.figma.com/docs/plugins/api/properties/nodes-setplugindata).
 * Never holds the API key: anyone with the file can read it.
 */
export const Recipe = z.object({
  version: z.literal(1),
  /** The variant's own id. A duplicate carries the data of its original, and is known by this. */
  node: NodeId,
  /** Who waits for it; null where nobody is known. */
  owner: nullable(OwnerId),
  run: RunId,
  job: JobId,
  /** Which of its job's parts it is. */
  part: z.number(),
  source: z.object({ id: NodeId, name: Name, size: Size }),
  target: Target,
  focalPoint: FocalPoint,
  reference: Reference,
  request: JobRequest,
  details: JobDetails,
  progress: Progress,
})
export type Recipe = z.output<typeof Recipe>
