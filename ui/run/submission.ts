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
 * @param attempt another one each time a new task is wanted, in whichever window
 */
export function keyOf(job: JobId, attempt: string): IdempotencyKey {
  return IdempotencyKey.parse(`restage-${job}-${attempt}`)
}

export interface Submitted {
  readonly task: TaskId
  /** What the API took in the end. */
  readonly request: JobRequest
}

/**
 * Creates the task of a request. Where the API refuses the model's name, the other name is tried
 * once; where it refuses a pair of ratio and resolution that was in doubt, the substitute.
 *
 * @param announce waited for before each request that goes out
 * @throws {HiApiError}
 */
export async function submit(
  request: JobRequest,
  reference: string,
  client: Client,
  signal: AbortSignal,
  announce: (request: JobRequest) => Promise<void>,
): Promise<Submitted> {
  await announce(request)
  try {
    const body = createBody(request, [reference])
    return { task: await client.createTask(body, request.idempotencyKey, signal), request }
  } catch (error) {
    const other = error instanceof RefusedError ? changed(request, error) : null
    if (other === null) throw error
    return submit(other, reference, client, signal, announce)
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
