import { Envelope } from './contract.ts'
import {
  ForbiddenError,
  type HiApiError,
  KeyReusedError,
  MalformedError,
  NotProcessedError,
  OutOfBalanceError,
  ProcessingError,
  RateLimitedError,
  RefusedError,
  type Said,
  TaskUnknownError,
  TooLargeError,
  UnauthorisedError,
  UnavailableError,
} from './errors.ts'
import { readRetryAfter } from './retry.ts'

/**
 * Turns an HTTP answer into its `data`, or throws the error that it stands for. The API may put an
 * error's status into the body of a 200 (`code`), and a proxy may answer with anything at all.
 *
 * @throws {HiApiError}
 */
export function readAnswer(status: number, headers: Headers, text: string, now: number): unknown {
  const envelope = readEnvelope(text)
  const retryAfter = readRetryAfter(headers.get('retry-after'), now)
  if (envelope === null) {
    if (status >= 200 && status < 300) throw new MalformedError({ retryAfter })
    throw errorOf(status, null, { words: null, reference: null, retryAfter })
  }
  const said: Said = {
    words:
      envelope.error?.message ?? (envelope.message === 'success' ? null : envelope.message) ?? null,
    reference: envelope.error?.request_id ?? null,
    retryAfter,
  }
  const code = envelope.error_code ?? envelope.error?.code ?? null
  const inner = Number(envelope.code ?? status)
  const effective =
    status >= 400 ? status : Number.isInteger(inner) && inner >= 400 ? inner : status
  const failed = effective >= 400 || (envelope.error !== undefined && envelope.error !== null)
  if (failed || code !== null) throw errorOf(effective, code, said)
  return envelope.data
}

function readEnvelope(text: string): Envelope | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Not JSON is an answer of its own kind; whoever called says which.
    return null
  }
  const envelope = Envelope.safeParse(value)
  return envelope.success ? envelope.data : null
}

type Maker = (said: Said, status: number) => HiApiError

const refused: Maker = (said) => new RefusedError(said, false)
/** It was taken and then given up: documented as retryable with the user's consent, since it may bill. */
const givenUp: Maker = (said) => Object.assign(new RefusedError(said, false), { mayExist: true })

/** The API's error codes; they say more than the HTTP status and come first. */
const byCode: Readonly<Record<string, Maker>> = {
  IDEMPOTENCY_KEY_PROCESSING: (said) => new ProcessingError(said),
  IDEMPOTENCY_KEY_MISMATCH: (said) => new KeyReusedError(said),
  MODEL_UNAVAILABLE: (said) => new RefusedError(said, true),
  TASK_FAILED: refused,
  TASK_TIMEOUT: givenUp,
  STORAGE_UNAVAILABLE: givenUp,
  permission_denied: (said) => new UnauthorisedError(said),
  rate_limit_exceeded: (said) => new RateLimitedError(said),
}

const byStatus: Readonly<Record<number, Maker>> = {
  401: (said) => new UnauthorisedError(said),
  402: (said) => new OutOfBalanceError(said),
  403: (said) =>
    /quota|balance|credit/i.test(said.words ?? '')
      ? new OutOfBalanceError(said)
      : new ForbiddenError(said),
  404: (said) => new TaskUnknownError(said),
  409: (said) => new ProcessingError(said),
  413: (said) => new TooLargeError(said),
  422: (said) => new KeyReusedError(said),
  429: (said) => new RateLimitedError(said),
  503: (said) => new NotProcessedError(said),
}

function errorOf(status: number, code: string | null, said: Said): HiApiError {
  const make = (code === null ? undefined : byCode[code]) ?? byStatus[status]
  if (make !== undefined) return make(said, status)
  if (status >= 500) return new UnavailableError(said)
  return new RefusedError(said, status === 400 && /\bmodel\b/i.test(said.words ?? ''))
}
