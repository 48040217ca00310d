import { json, type HiapiReply } from './wire.ts'

export type RetryAfter = { as: 'seconds' | 'http-date'; seconds: number }

export type Refusal = {
  status: number
  code?: string
  message?: string
  /** A: the documented envelope. B: the one that the gateway in front of the API uses. */
  envelope?: 'A' | 'B'
  /** The HTTP status, when it differs from the code inside (some gateways answer 200). */
  http?: number
  retryAfter?: RetryAfter
}

/** Thrown inside the core where a request turns out to be refused, and answered as its refusal. */
export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.message ?? refusal.code ?? String(refusal.status))
    this.refusal = refusal
  }
}

export function invalid(message: string): Refused {
  return new Refused({ status: 400, code: 'INVALID_REQUEST', message })
}

/** Every row of the contract's error table, to run a client through all of them. */
export const errorRows: readonly { status: number; code: string; message: string }[] = [
  { status: 400, code: 'INVALID_REQUEST', message: 'Invalid request.' },
  { status: 401, code: 'permission_denied', message: 'Invalid API key.' },
  { status: 402, code: 'INSUFFICIENT_BALANCE', message: 'Insufficient balance.' },
  { status: 403, code: 'FORBIDDEN', message: 'This key has no permission for this operation.' },
  { status: 404, code: 'NOT_FOUND', message: 'Task not found.' },
  { status: 409, code: 'IDEMPOTENCY_KEY_PROCESSING', message: 'The first request is in flight.' },
  { status: 413, code: 'PAYLOAD_TOO_LARGE', message: 'Request body too large.' },
  {
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'Content-Type must be application/json.',
  },
  {
    status: 422,
    code: 'IDEMPOTENCY_KEY_MISMATCH',
    message: 'This key was used with another body.',
  },
  { status: 429, code: 'rate_limit_exceeded', message: 'Too many requests.' },
  { status: 500, code: 'INTERNAL_ERROR', message: 'Internal error.' },
  { status: 502, code: 'BAD_GATEWAY', message: 'Bad gateway.' },
  { status: 503, code: 'SERVICE_UNAVAILABLE', message: 'Service unavailable.' },
  { status: 400, code: 'MODEL_UNAVAILABLE', message: 'The model is unavailable.' },
  { status: 400, code: 'TASK_FAILED', message: 'The task was refused.' },
  { status: 504, code: 'TASK_TIMEOUT', message: 'The task timed out.' },
  { status: 503, code: 'STORAGE_UNAVAILABLE', message: 'Storage is unavailable.' },
]

export function refusalReply(refusal: Refusal, now: number): HiapiReply {
  const { status, http = status, retryAfter } = refusal
  const row = errorRows.find((known) => known.status === status)
  const code = refusal.code ?? row?.code
  const message = refusal.message ?? row?.message ?? 'Error.'
  const headers: Record<string, string> = {}
  if (retryAfter?.as === 'seconds') headers['retry-after'] = String(retryAfter.seconds)
  if (retryAfter?.as === 'http-date') {
    headers['retry-after'] = new Date(now + retryAfter.seconds * 1000).toUTCString()
  }
  return refusal.envelope === 'B'
    ? json(
        http,
        { error: { type: 'hiapi_error', code, request_id: 'req_local', message } },
        headers,
      )
    : json(http, { code: status, message, data: null, error_code: code }, headers)
}
