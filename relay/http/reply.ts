import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type RelayErrorCode, relayErrors } from '../../contract/hiapi/relay/relay-errors.ts'
import { ObjectError } from '../objects/object-store.ts'
import { OrderError } from '../orders/order.ts'
import { DatabaseError } from '../store/database.ts'
import { replyText } from '../text.ts'
import { RefusedOrder } from '../queue/accept.ts'

/** Statuses of all errors: the relay's own for members, HiAPI's own, and those for HiAPI. */
const statuses = {
  ...relayErrors,
  RELAY_SIGNATURE: 401,
  INVALID_REQUEST: 400,
  NOT_FOUND: 404,
  REQUEST_TIMEOUT: 408,
  GONE: 410,
  UNSUPPORTED_MEDIA_TYPE: 415,
  IDEMPOTENCY_KEY_MISMATCH: 422,
  rate_limit_exceeded: 429,
  INTERNAL: 500,
} as const
export type ReplyCode = keyof typeof statuses | RelayErrorCode

/** An answer that is an error: HiAPI's envelope, with one sentence. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError'
  readonly code: ReplyCode
  /** Seconds after which the caller may try again; null if none is given. */
  readonly retryAfter: number | null

  constructor(code: ReplyCode, message: string, retryAfter: number | null = null) {
    super(message)
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** HiAPI's envelope of a success: https://docs.hiapi.ai/async-api/ */
export function success(context: Context, data: unknown): Response {
  return context.json({ code: 200, message: 'success', data }, 200)
}

export function failure(context: Context, error: unknown): Response {
  const { code, message, retryAfter } = replyErrorOf(error)
  const status = statuses[code] as ContentfulStatusCode
  if (retryAfter !== null) context.header('Retry-After', String(retryAfter))
  return context.json({ code: status, message, data: null, error_code: code }, status)
}

/** The answer to send for an error; it reveals nothing else that the error holds. */
export function replyErrorOf(error: unknown): ReplyError {
  if (error instanceof ReplyError) return error
  if (error instanceof OrderError) return new ReplyError(error.code, error.message)
  if (error instanceof RefusedOrder) {
    return new ReplyError(error.code, error.message, error.retryAfter)
  }
  if (error instanceof DatabaseError) return new ReplyError('RELAY_DATABASE', replyText.database, 2)
  if (error instanceof ObjectError) return new ReplyError('RELAY_OBJECTS', replyText.objects, 2)
  return new ReplyError('INTERNAL', replyText.internal)
}
