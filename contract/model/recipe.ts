import * as z from 'zod/mini'
import { between, nullable } from './schema.ts'
import { FocalPoint, Size } from './geometry.ts'
import { IdempotencyKey, ImageHash, JobId, NodeId, OwnerId, RunId, TaskId } from './ids.ts'
import { JobDetails } from './job-plan.ts'
import { Reference } from './reference.ts'
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
  /** US dollars for its task, estimated when it was ordered; null where nobody knows. */
  price: nullable(z.number().check(between(0))),
  progress: Progress,
})
export type Recipe = z.output<typeof Recipe>
