import { type ApiEnvelope, readApiEnvelope } from './envelope.ts'
import type { AnswerHeaders } from './headers.ts'
import { HiApiError, type HiApiErrorKind } from './errors.ts'
import type { RelayErrorCode } from './relay/relay-errors.ts'
import { readRetryAfter } from './retries/retry-timing.ts'
import { readableWords } from './server-message.ts'

export interface Answer {
  /** 0 if the browser hides it, as it does for a redirect. */
  readonly status: number
  readonly headers: AnswerHeaders
  readonly text: string
}

interface AnswerContext {
  /** Milliseconds since 1970. */
  readonly now: number
  /** What no text from it may contain: the API keys that this window has used. */
  readonly secrets: readonly string[]
  /** Whether nothing was to be made: then a status that is named in a success counts as the answer's own. */
  readonly isRead?: boolean
}

/**
 * Returns what an answer contains, or throws the error that it means. The wanted data counts wherever it
 * can be read, whatever surrounds it. An error's own code counts before its status, and its words only if
 * neither says anything.
 *
 * For a failed create, the error says whether a task may exist: surely not if HiAPI itself gives an answer
 * documented to come before anything is made; perhaps in all other cases.
 *
 * @param decode returns the wanted value from the answer's `data`; null if it can't be read
 * @throws {HiApiError}
 */
export function readAnswer<Value>(
  { status, headers, text }: Answer,
  { now, secrets, isRead = false }: AnswerContext,
  decode: (data: unknown) => Value | null,
): Value {
  const retryAfter = readRetryAfter(headers.get('retry-after'), now)
  const isRedirect = status === 0 || (status >= 300 && status < 400)
  if (isRedirect) throw new HiApiError('redirected', { host: hostOf(headers.get('location')) })
  const envelope = readApiEnvelope(text, secrets)
  if (envelope === null) {
    // An HTML page is not shown to anyone.
    const words = isPage(text) ? null : readableWords(text, secrets)
    throw new HiApiError(kindWithout(status, text), { words, retryAfter })
  }
  const value = decode(envelope.data)
  if (value !== null && isSuccess(status)) return value
  const kind = kindOf(status, envelope)
  const { code, words, requestId, innerStatus } = envelope
  const named = isRead && isSuccess(status) ? (innerStatus ?? status) : status
  const mayExist = !isSurelyNothing(named, envelope)
  throw new HiApiError(kind, { code, words, requestId, retryAfter, mayExist })
}

/** The meaning of a relay's own codes, where it differs from that of their status. */
const relayKinds: Readonly<Partial<Record<RelayErrorCode, HiApiErrorKind>>> = {
  RELAY_REFERENCE_UNKNOWN: 'reference-unknown',
  RELAY_TOKEN: 'relay-token',
  RELAY_BUDGET: 'relay-budget',
  RELAY_TEAM_BUDGET: 'relay-team-budget',
  RELAY_ALREADY_SENT: 'refused',
  RELAY_HOST: 'wrong-address',
  RELAY_NO_KEY: 'relay-paused',
}

/** The meaning of the API's error codes, whatever their status. */
const kindByCode: ReadonlyMap<string, HiApiErrorKind> = new Map([
  ['INVALID_REQUEST', 'refused'],
  ['VALIDATION_ERROR', 'refused'],
  ['UNSUPPORTED_MEDIA_TYPE', 'refused'],
  ['TASK_FAILED', 'refused'],
  // Accepted and then given up: documented as retryable with the designer's consent, as they may bill.
  ['TASK_TIMEOUT', 'refused'],
  ['STORAGE_UNAVAILABLE', 'refused'],
  ['MODEL_UNAVAILABLE', 'model-refused'],
  ['MODEL_NOT_FOUND', 'model-refused'],
  ['IDEMPOTENCY_KEY_PROCESSING', 'processing'],
  ['IDEMPOTENCY_KEY_MISMATCH', 'key-reused'],
  ['PERMISSION_DENIED', 'unauthorised'],
  ['UNAUTHORIZED', 'unauthorised'],
  ['INVALID_API_KEY', 'unauthorised'],
  ['RATE_LIMIT_EXCEEDED', 'rate-limited'],
  ['PAYLOAD_TOO_LARGE', 'too-large'],
  ['INSUFFICIENT_BALANCE', 'out-of-balance'],
  ['INSUFFICIENT_QUOTA', 'out-of-balance'],
  ['INSUFFICIENT_USER_QUOTA', 'out-of-balance'],
  ['PRE_CONSUME_TOKEN_QUOTA_FAILED', 'out-of-balance'],
  ['SERVICE_UNAVAILABLE', 'unavailable'],
  ['UPSTREAM_TIMEOUT', 'unavailable'],
  ...Object.entries(relayKinds),
])

/** The meaning of HiAPI's statuses without a known code. */
const kindByStatus: ReadonlyMap<number, HiApiErrorKind> = new Map([
  [401, 'unauthorised'],
  [402, 'out-of-balance'],
  [403, 'forbidden'],
  [404, 'wrong-address'],
  [405, 'wrong-address'],
  [410, 'wrong-address'],
  [407, 'intercepted'],
  [451, 'intercepted'],
  // Network authentication required (RFC 6585): a sign-in page.
  [511, 'intercepted'],
  [408, 'timed-out'],
  [499, 'timed-out'],
  [504, 'timed-out'],
  [524, 'timed-out'],
  [409, 'processing'],
  [413, 'too-large'],
  [425, 'unavailable'],
  [429, 'rate-limited'],
])

function kindOf(
  status: number,
  { code, words, innerStatus, isSilent }: ApiEnvelope,
): HiApiErrorKind {
  const known = code === null ? undefined : kindByCode.get(code)
  if (known !== undefined) return known
  const meant = isSuccess(status) ? (innerStatus ?? status) : status
  if (isAboutBalance(words) && [200, 400, 403].includes(meant)) return 'out-of-balance'
  if (!isSuccess(meant)) return byStatus(meant)
  // A success without its data, or an error that is not listed.
  return isSilent ? 'malformed' : 'unavailable'
}

/** An answer without JSON: from something before the API, or from another server. */
function kindWithout(status: number, text: string): HiApiErrorKind {
  if (isSuccess(status)) return 'malformed'
  const kind = byStatus(status)
  const isOfApi = kind === 'unauthorised' || kind === 'refused'
  return kind === 'forbidden' || (isOfApi && isPage(text)) ? 'intercepted' : kind
}

function isPage(text: string): boolean {
  return text.trimStart().startsWith('<')
}

function byStatus(status: number): HiApiErrorKind {
  return kindByStatus.get(status) ?? (status >= 500 ? 'unavailable' : 'refused')
}

/** The statuses that HiAPI documents for refusals before anything is made. */
const refusals: readonly number[] = [400, 401, 402, 403, 404, 413, 415, 429]
/** The codes of such refusals under other statuses. */
const refusalsByCode: ReadonlyMap<string, number> = new Map([
  ['VALIDATION_ERROR', 422],
  ['SERVICE_UNAVAILABLE', 503],
  ['MODEL_UNAVAILABLE', 503],
  ['MODEL_NOT_FOUND', 503],
  ['RATE_LIMIT_EXCEEDED', 503],
  ['RELAY_NO_KEY', 503],
  ['RELAY_CLOSING', 503],
])
/** The codes for tasks that were begun, whatever their status. */
const begun: readonly string[] = [
  'TASK_TIMEOUT',
  'STORAGE_UNAVAILABLE',
  'UPSTREAM_TIMEOUT',
  'IDEMPOTENCY_KEY_PROCESSING',
  'IDEMPOTENCY_KEY_MISMATCH',
]

/**
 * Whether an answer to a create proves that nothing was made. Documented at
 * https://docs.hiapi.ai/async-api/create/ for HiAPI's own answers. Any other sender, such as a proxy, may
 * have passed the request on before.
 */
function isSurelyNothing(status: number, { code, innerStatus, isHiApi }: ApiEnvelope): boolean {
  const isKnown = code !== null && kindByCode.has(code)
  const isOwn = isHiApi || isKnown || innerStatus === status
  if (!isOwn || (code !== null && begun.includes(code))) return false
  return refusals.includes(status) || (code !== null && refusalsByCode.get(code) === status)
}

/** Phrases, not words: "balance" alone occurs in many unrelated sentences. */
const balance =
  /\b(insufficient|not enough|exceeded your( current)?|no) (account |user )?(balance|quota|credits?|funds)\b|\b(balance|quota|credits?) (is |are |has been )?(insufficient|exceeded|not enough|too low|used up|exhausted)\b/i

function isAboutBalance(words: string | null): boolean {
  return words !== null && balance.test(words)
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

function hostOf(address: string | null): string | null {
  return address !== null && URL.canParse(address) ? new URL(address).host : null
}
