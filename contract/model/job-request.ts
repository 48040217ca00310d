import * as z from 'zod/mini'
import { IdempotencyKey } from './ids.ts'
import { AspectRatio, Resolution } from './target.ts'

/** A model's name at the API. The window knows which models exist. */
export const ModelName = z.string().check(z.refine(({ length }) => length <= 100))

/** A job's request: with the bytes of the references, everything that its POST is made of. */
export const JobRequest = z.object({
  model: ModelName,
  prompt: z.string(),
  ratio: AspectRatio,
  resolution: Resolution,
  callbackUrl: z.string(),
  idempotencyKey: IdempotencyKey,
})
export type JobRequest = z.output<typeof JobRequest>
