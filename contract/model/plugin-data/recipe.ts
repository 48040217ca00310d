import * as z from 'zod/mini'
import { between, nullable } from '../schema.ts'
import { FocalPoint, Size } from '../geometry.ts'
import { ImageHash, JobId, NodeId, OwnerId, RunId, TaskId } from '../ids.ts'
import { JobDetails } from '../job-plan.ts'
import { Reference } from '../reference.ts'
import { JobRequest } from '../job-request.ts'
import { Name, Sentence } from '../shorten.ts'
import { Target } from '../target.ts'

/** Plugin data key of a variant's recipe. */
export const recipeKey = 'recipe'

/**
 * Plugin data key of the recipe for a variant's next picture, while it is regenerated. The variant's
 * picture and `recipe` stay unchanged until the next picture arrives.
 */
export const replacementKey = 'replacement'

/** Milliseconds since 1970, up to the last date that there is. */
const Time = between(0, 8.64e15)

/** How far a variant has come, as the document knows. */
export const Progress = z.union([
  z.object({ state: z.literal('reserved'), at: Time }),
  z.object({ state: z.literal('submitted'), at: Time, task: TaskId }),
  z.object({
    state: z.literal('done'),
    at: Time,
    task: TaskId,
    picture: z.object({ hash: ImageHash, ...Size.shape }),
  }),
  z.object({
    state: z.literal('failed'),
    at: Time,
    task: nullable(TaskId),
    reason: Sentence,
  }),
])
export type Progress = z.output<typeof Progress>
export type Done = Extract<Progress, { state: 'done' }>

/**
 * Everything that made a variant, stored on it as plugin data (at most 100 kB an entry,
 * https://developers.figma.com/docs/plugins/api/properties/nodes-setplugindata).
 * Never holds the API key: anyone with the file can read it.
 */
export const Recipe = z.object({
  version: z.literal(1),
  /** The variant's own id. A duplicate keeps its original's, and is recognised by that. */
  node: NodeId,
  /** The designer who waits for the picture; null where unknown. */
  owner: nullable(OwnerId),
  run: RunId,
  job: JobId,
  /** Index of its part in the job. */
  part: z.number(),
  source: z.object({ id: NodeId, name: Name, size: Size }),
  target: Target,
  focalPoint: FocalPoint,
  reference: Reference,
  request: JobRequest,
  details: JobDetails,
  /** Estimated price of the task when it was ordered, in US dollars; null where unknown. */
  price: nullable(between(0)),
  progress: Progress,
})
export type Recipe = z.output<typeof Recipe>
