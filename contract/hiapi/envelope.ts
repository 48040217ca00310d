import { type ErrorText, readErrorText } from './server-message.ts'

/**
 * An answer's envelope: the documented one (`code`, `message`, `data`, `error_code`), or that of the
 * gateway before it (`error`). Every field may differ from the documentation.
 */
export interface ApiEnvelope extends ErrorText {
  readonly data: unknown
  /** The HTTP status that the body repeats; null if it has none. */
  readonly innerStatus: number | null
  /** Whether it is marked as HiAPI's own. */
  readonly isHiApi: boolean
  /** Whether it reports no error. */
  readonly isSilent: boolean
  /** The API's request id, for support. */
  readonly requestId: string | null
}

/** Codes of success. */
const praise: readonly string[] = ['SUCCESS', 'OK']

/** Null if the text is no JSON object. */
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
    // An answer may well not be JSON; the caller decides what that means.
    return null
  }
}

function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return new Map(Object.entries(value))
}

/** An HTTP status, as a number or in digits. */
function statusIn(code: unknown): number | null {
  const status = typeof code === 'string' && /^\d{3}$/.test(code) ? Number(code) : code
  return typeof status === 'number' && status >= 100 && status < 600 ? status : null
}

/** Whether a value is a request id and nothing else: `req_…`. */
function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && /^req[\w.-]{1,100}$/i.test(value)
}
