/** What the server said of an error, where it said anything. */
export interface Said {
  /** Its own words, for the person. */
  readonly words: string | null
  /** `request_id` of the gateway, or a host: for support. */
  readonly reference: string | null
  /** When it may be asked again: milliseconds from now. */
  readonly retryAfter: number | null
}

const nothing: Said = { words: null, reference: null, retryAfter: null }

/** What can go wrong with a request, by name. */
export type HiApiErrorKind =
  | 'unauthorised'
  | 'out-of-balance'
  | 'forbidden'
  | 'refused'
  | 'too-large'
  | 'task-unknown'
  | 'key-reused'
  | 'rate-limited'
  | 'unavailable'
  | 'timed-out'
  | 'blocked'
  | 'offline'
  | 'unreachable'
  | 'malformed'

/**
 * The API did not do what it was asked for. One class for each kind, so that a reader finds by name
 * what can go wrong; `mayRetry` says whether the very same request may be sent again by itself.
 *
 * Not in this family: a task that was created and failed (that is a `Task`), a picture that could
 * not be downloaded (`PictureError`), and the abort of a request by us.
 */
export abstract class HiApiError extends Error {
  abstract readonly kind: HiApiErrorKind
  abstract readonly mayRetry: boolean
  readonly said: Said
  /** For a create: whether a task may exist in spite of the error. */
  mayExist = false

  constructor(said: Partial<Said> = {}) {
    super(said.words ?? '')
    this.said = { ...nothing, ...said }
  }
}

/** 401: the key is missing or wrong. */
export class UnauthorisedError extends HiApiError {
  readonly kind = 'unauthorised'
  readonly mayRetry = false
}

/** 402, or a 403 that speaks of money: nothing was created, nothing charged. */
export class OutOfBalanceError extends HiApiError {
  readonly kind = 'out-of-balance'
  readonly mayRetry = false
}

/** 403: the key may not do this. */
export class ForbiddenError extends HiApiError {
  readonly kind = 'forbidden'
  readonly mayRetry = false
}

/** 400, 415 and other refusals of the request itself; nothing was created. */
export class RefusedError extends HiApiError {
  readonly kind = 'refused'
  readonly mayRetry = false
  /** Whether it was the model's name that was refused, so that its other name may be tried. */
  readonly ofModel: boolean

  constructor(said: Partial<Said>, ofModel: boolean) {
    super(said)
    this.ofModel = ofModel
  }
}

/** 413: the reference is too large. */
export class TooLargeError extends HiApiError {
  readonly kind = 'too-large'
  readonly mayRetry = false
}

/** 404 on a task: unknown, expired, or another account's. */
export class TaskUnknownError extends HiApiError {
  readonly kind = 'task-unknown'
  readonly mayRetry = false
}

/** 422: the idempotency key was used with another body, so that a task exists already. */
export class KeyReusedError extends HiApiError {
  readonly kind = 'key-reused'
  readonly mayRetry = false
}

/** 429: refused before it was processed. Concerns everything that is sent, not this request alone. */
export class RateLimitedError extends HiApiError {
  readonly kind = 'rate-limited'
  readonly mayRetry = true
}

/** 5xx. */
export class UnavailableError extends HiApiError {
  readonly kind = 'unavailable'
  readonly mayRetry = true
}

/** 503: documented as refused before it was processed, so that nothing came of it. */
export class NotProcessedError extends HiApiError {
  readonly kind = 'unavailable'
  readonly mayRetry = true
}

/** 409: the first request with the same key is still being processed. */
export class ProcessingError extends HiApiError {
  readonly kind = 'unavailable'
  readonly mayRetry = true
}

/** No complete answer within the time limit; the request was aborted. */
export class TimedOutError extends HiApiError {
  readonly kind = 'timed-out'
  readonly mayRetry = true
}

/** The browser did not let us: the allow-list of the manifest, or the server's CORS headers. */
export class BlockedError extends HiApiError {
  readonly kind = 'blocked'
  readonly mayRetry = false
}

/** The computer says that it has no network. */
export class OfflineError extends HiApiError {
  readonly kind = 'offline'
  readonly mayRetry = true
}

/** No answer: a connection that was refused, reset or cut. */
export class UnreachableError extends HiApiError {
  readonly kind = 'unreachable'
  readonly mayRetry = true
}

/** An answer that is none of the API's: HTML, broken JSON, a success without what it should hold. */
export class MalformedError extends HiApiError {
  readonly kind = 'malformed'
  readonly mayRetry = true
}
