import { IdempotencyKey, type TaskId } from '../../../contract/model/ids.ts'
import type { JobRequest } from '../../../contract/model/job-request.ts'
import type { Client } from '../../services/hiapi/client.ts'
import type { Account } from '../../services/hiapi/transport.ts'
import { HiApiError, isKind } from '../../../contract/hiapi/errors.ts'
import { substituteFor } from '../../../contract/hiapi/models/model.ts'
import { modelOf, namesOf } from '../../../contract/hiapi/models/models.ts'
import { createBody } from '../../../contract/hiapi/models/request-body.ts'

interface Submitted {
  readonly task: TaskId
  /** The request that the API accepted. */
  readonly request: JobRequest
}

interface SubmitOptions {
  /** Awaited before every try of a request; returns the account to send it with. */
  readonly announce: (request: JobRequest) => Promise<Account>
  /** Whether it was never sent before: only then does a refusal prove that it has no task. */
  readonly isFresh: boolean
}

/**
 * Creates the task of a request. If the API refuses the model's name, the other name is tried once. If it
 * refuses a doubtful pair of ratio and resolution, the substitute is tried.
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
    if (!(error instanceof HiApiError) || !options.isFresh) throw error
    // We can't have used a key that was never sent: the server means something else.
    if (error.kind === 'key-reused') throw new HiApiError('refused', error)
    const other = error.mayExist ? null : changed(request, error)
    if (other === null) throw error
    return submit(other, references, client, signal, options)
  }
}

/** The request in a form that may be accepted instead; null if there is none left. */
function changed(request: JobRequest, error: HiApiError): JobRequest | null {
  if (!isKind(error, 'refused', 'model-refused')) return null
  // By its whole name: the word "model" also occurs in unrelated sentences.
  const isOfModel = error.kind === 'model-refused' || error.words?.includes(request.model) === true
  const other = isOfModel ? renamed(request) : null
  if (other !== null) return other
  const resolution = substituteFor(modelOf(request.model), request)
  return resolution && { ...request, resolution, idempotencyKey: derived(request, resolution) }
}

/** Tries each name once, in turn; the key shows how many were tried. Null if there are no more. */
function renamed(request: JobRequest): JobRequest | null {
  const names = namesOf(modelOf(request.model))
  const tried = request.idempotencyKey.split(otherName).length
  const model = names[(names.indexOf(request.model) + 1) % names.length]
  return model === undefined || tried >= names.length
    ? null
    : { ...request, model, idempotencyKey: derived(request, otherName) }
}

const otherName = 'other-name'

function derived(request: JobRequest, suffix: string): IdempotencyKey {
  return IdempotencyKey.parse(`${request.idempotencyKey}-${suffix}`)
}
