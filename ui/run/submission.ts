import { IdempotencyKey, type JobId, type TaskId } from '../../plugin/protocol/ids.ts'
import type { JobRequest } from '../../plugin/protocol/recipe.ts'
import type { ModelName } from '../../plugin/protocol/settings.ts'
import type { Client } from '../hiapi/client.ts'
import { RefusedError } from '../hiapi/errors.ts'
import { createBody, otherNameOf } from '../hiapi/models.ts'
import { substituteFor } from '../targets/ratios.ts'

/**
 * The idempotency key of a job's POST. It belongs to the job and its exact body: whatever changes
 * the body on purpose changes the suffix.
 *
 * @param attempt 1, and one more each time a new task is wanted
 */
export function keyOf(job: JobId, attempt: number): IdempotencyKey {
  return IdempotencyKey.parse(`restage-${job}-${String(attempt)}`)
}

/**
 * The key of the attempt after this one. Made from the key alone, so that two windows of one file, who
 * know nothing of each other, come to the same one.
 */
export function nextKey(job: JobId, key: IdempotencyKey): IdempotencyKey {
  const rest = key.slice(`restage-${job}-`.length)
  return keyOf(job, (Number.parseInt(rest, 10) || 0) + 1)
}

export interface Submitted {
  readonly task: TaskId
  /** What the API took in the end. */
  readonly request: JobRequest
}

export interface SubmitOptions {
  /** Waited for before each request that is another than the last goes out. */
  readonly announce: (request: JobRequest) => Promise<void>
  /** Whether it was never sent before: only then does a refusal tell that there is no task of it. */
  readonly isFresh: boolean
}

/**
 * Creates the task of a request. Where the API refuses the model's name, the other name is tried
 * once; where it refuses a pair of ratio and resolution that was in doubt, the substitute.
 *
 * @param references data URIs, the source's own first
 * @throws {HiApiError} or what `announce` throws
 */
export async function submit(
  request: JobRequest,
  references: readonly string[],
  client: Client,
  signal: AbortSignal,
  options: SubmitOptions,
): Promise<Submitted> {
  try {
    const order = {
      body: createBody(request, references),
      key: request.idempotencyKey,
      announce: () => options.announce(request),
    }
    return { task: await client.createTask(order, signal), request }
  } catch (error) {
    const isSure = error instanceof RefusedError && options.isFresh && !error.mayExist
    const other = isSure ? changed(request, error) : null
    if (other === null) throw error
    return submit(other, references, client, signal, options)
  }
}

/** The request in the form that may be taken instead; null where there is none (left). */
function changed(request: JobRequest, { ofModel }: RefusedError): JobRequest | null {
  if (ofModel) return renamed(request, otherNameOf(request.model))
  const resolution = substituteFor(request.ratio, request.resolution)
  return resolution && { ...request, resolution, idempotencyKey: derived(request, resolution) }
}

function renamed(request: JobRequest, model: ModelName): JobRequest | null {
  const isSecondTry = request.idempotencyKey.includes(otherName)
  return isSecondTry ? null : { ...request, model, idempotencyKey: derived(request, otherName) }
}

const otherName = 'other-name'

function derived(request: JobRequest, suffix: string): IdempotencyKey {
  return IdempotencyKey.parse(`${request.idempotencyKey}-${suffix}`)
}
