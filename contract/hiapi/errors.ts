import type { ErrorText } from './server-message.ts'

/**
 * What can go wrong with a request, by name.
 *
 * - `unauthorised`: the key is missing or wrong (401)
 * - `out-of-balance`: the account has no money (402, or a code that says so)
 * - `forbidden`: the key may not do this (403)
 * - `refused`: the request itself is wrong (400, 415, 422)
 * - `model-refused`: the model’s name is not known, or not served
 * - `too-large`: the body is larger than the API, or something before it, accepts (413)
 * - `task-unknown`: the API knows no such task (404 to a GET by id)
 * - `wrong-address`: nothing is at the address (404, 405, 410 to anything else)
 * - `redirected`: the address leads elsewhere (3xx); a key is not sent there
 * - `intercepted`: something between the window and the API answered instead (HTML, 403, 407, 451)
 * - `key-reused`: the idempotency key was used with another body (422)
 * - `processing`: the first request with the same key is still being processed (409)
 * - `rate-limited`: too many requests; concerns everything that is sent (429)
 * - `unavailable`: an error of the server’s own (5xx, 425)
 * - `timed-out`: no complete answer within the time limit (also 408, 499, 504, 524)
 * - `blocked`: the browser refused, because of the manifest’s allow-list or the server’s CORS headers
 * - `offline`: the computer reports that it has no network
 * - `unreachable`: no answer: a connection that was refused, reset or cut
 * - `malformed`: an answer that is not the API’s, or lacks required data
 *
 * From a relay only:
 *
 * - `relay-token`: the relay does not know the token (401)
 * - `relay-budget`, `relay-team-budget`: the order would exceed the month’s budget (402)
 * - `relay-paused`: HiAPI refuses the relay’s own key (503)
 * - `reference-unknown`: the relay does not have (or no longer has) an uploaded reference (400)
 */
export type HiApiErrorKind =
  | 'unauthorised'
  | 'out-of-balance'
  | 'forbidden'
  | 'refused'
  | 'model-refused'
  | 'too-large'
  | 'task-unknown'
  | 'wrong-address'
  | 'redirected'
  | 'intercepted'
  | 'key-reused'
  | 'processing'
  | 'rate-limited'
  | 'unavailable'
  | 'timed-out'
  | 'blocked'
  | 'offline'
  | 'unreachable'
  | 'malformed'
  | 'relay-token'
  | 'relay-budget'
  | 'relay-team-budget'
  | 'relay-paused'
  | 'reference-unknown'

/** Kinds of errors that may pass: the same request can succeed a moment later. */
const passing: readonly HiApiErrorKind[] = [
  'processing',
  'rate-limited',
  'unavailable',
  'timed-out',
  'offline',
  'unreachable',
  'malformed',
]

interface ErrorFacts extends Partial<ErrorText> {
  /** The host concerned. */
  readonly host?: string | null
  /** The API’s request id, for support. */
  readonly requestId?: string | null
  /** When to ask again: milliseconds from now. */
  readonly retryAfter?: number | null
  /** The size of the request’s body in bytes, if that was the problem. */
  readonly bytes?: number | null
  /** For a create: whether a task may exist despite the error. By default, it may. */
  readonly mayExist?: boolean
}

/**
 * The API did not do what it was asked to do.
 *
 * Not in this family: a task that was created and failed (a `Task`), a picture that could not be downloaded
 * (`PictureError`), and a request that we aborted.
 */
export class HiApiError extends Error {
  override readonly name = 'HiApiError'
  readonly kind: HiApiErrorKind
  readonly code: string | null
  /** The server’s own words, readable and without secrets. */
  readonly words: string | null
  readonly host: string | null
  readonly requestId: string | null
  readonly retryAfter: number | null
  readonly bytes: number | null
  /** For a create: whether a task may exist despite the error. Unknown counts as "perhaps". */
  readonly mayExist: boolean

  constructor(kind: HiApiErrorKind, facts: ErrorFacts = {}) {
    super(kind)
    this.kind = kind
    this.code = facts.code ?? null
    this.words = facts.words ?? null
    this.host = facts.host ?? null
    this.requestId = facts.requestId ?? null
    this.retryAfter = facts.retryAfter ?? null
    this.bytes = facts.bytes ?? null
    this.mayExist = facts.mayExist ?? true
  }

  /** Whether the same request may be repeated without asking. */
  get mayRetry(): boolean {
    return passing.includes(this.kind)
  }

  /** The same error with more facts. */
  with(more: ErrorFacts): HiApiError {
    const { kind, code, words, host, requestId, retryAfter, bytes, mayExist } = this
    const known = { code, words, host, requestId, retryAfter, bytes, mayExist }
    return new HiApiError(kind, { ...known, ...more })
  }
}

export function isKind(error: unknown, ...kinds: readonly HiApiErrorKind[]): error is HiApiError {
  return error instanceof HiApiError && kinds.includes(error.kind)
}
