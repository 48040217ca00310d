import { type ErrorText, readErrorText } from './server-message.ts'

/**
 * An answer's envelope: the documented one (`code`, `message`, `data`, `error_code`), or that of the
 * gateway before it (`error`). Nothing in it has to be as documented to be read.
 */
export interface ApiEnvelope extends ErrorText {
  readonly data: unknown
  /** The HTTP status that it states itself, a second time; null where it states none. */
  readonly innerStatus: number | null
  /** Whether it is marked as HiAPI's own. */
  readonly isHiApi: boolean
  /** Whether it says nothing of an error. */
  readonly isSilent: boolean
  /** The API's id of the request, for support. */
  readonly requestId: string | null
}

/** Codes of what is no error. */
const praise: readonly string[] = ['SUCCESS', 'OK']

/** Null where the text is no JSON object. */
export function readApiEnvelope(text: string, secrets: readonly string[]): ApiEnvelope | null {
  const fields = fieldsOf(parsed(text))
  if (fields === null) return null
  const { code, words } = readErrorText(Object.fromEntries(fields), secrets)
  const error = fields.get('error')
  const inError = fieldsOf(error) ?? new Map<string, unknown>()
  const outer = fields.get('code')
  const innerStatus = statusIn(outer) ?? statusIn(inError.get('code'))
  const named = code === null || /^-?\d+$/.test(code) || praise.includes(code) ? null : code
  const requestId = inError.get('request_id') ?? fields.get('request_id')
  const hasError = error !== undefined && error !== null
  const isFine =
    outer === undefined || outer === null || !(Number(outer) > 0) || innerStatus === 200
  return {
    code: named,
    words,
    data: fields.get('data'),
    innerStatus,
    isHiApi: inError.get('type') === 'hiapi_error',
    isSilent: named === null && !hasError && isFine,
    requestId: isRequestId(requestId) ? requestId : null,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is an answer of its own kind; whoever called says which.
    return null
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return new Map(Object.entries(value))
}

/** A status of HTTP, as a number or in digits. */
function statusIn(code: unknown): number | null {
  const status = typeof code === 'string' && /^\d{3}$/.test(code) ? Number(code) : code
  return typeof status === 'number' && status >= 100 && status < 600 ? status : null
}

/** An id that can be read out, and is nothing else: `req_…`. */
function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && /^req[\w.-]{1,100}$/i.test(value)
}
