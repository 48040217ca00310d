import { expect, test } from 'vitest'
import { type Answer, readAnswer } from '../../../../contract/hiapi/read-response.ts'
import { readCreated, readRows, readTask } from '../../../../contract/hiapi/schemas.ts'
import { HiApiError, type HiApiErrorKind } from '../../../../contract/hiapi/errors.ts'
import { type RelayErrorCode, relayErrors } from '../../../../contract/hiapi/relay/relay-errors.ts'

const key = 'sk-0123456789abcdef'
const context = { now: 0, secrets: [key] }

function answerOf(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { status, headers: new Headers(headers), text }
}

/** What an answer to a create comes to. */
function created(status: number, body: unknown, headers?: Record<string, string>) {
  try {
    return readAnswer(answerOf(status, body, headers), context, (data) => readCreated(data, [key]))
  } catch (error) {
    if (error instanceof HiApiError) return error
    throw error
  }
}

function errorOf(status: number, body: unknown, headers?: Record<string, string>): HiApiError {
  const error = created(status, body, headers)
  if (error instanceof HiApiError) return error
  throw new Error('no error was thrown')
}

const documented = (code: number, message: string, error_code?: string) => ({
  code,
  message,
  data: null,
  error_code,
})
const gateway = (code: string, message: string) => ({
  error: { type: 'hiapi_error', code, message, request_id: 'req_1' },
})
const page = '<!doctype html><title>Just a moment…</title><script>challenge()</script>'

test.each([
  [400, documented(400, 'prompt is required', 'INVALID_REQUEST'), 'refused'],
  [401, documented(401, 'bad key'), 'unauthorised'],
  [401, gateway('permission_denied', 'bad key'), 'unauthorised'],
  [402, documented(402, 'no balance'), 'out-of-balance'],
  [403, documented(403, 'not yours'), 'forbidden'],
  [403, documented(403, 'insufficient quota'), 'out-of-balance'],
  [403, { error: { code: 'insufficient_user_quota', message: '余额不足' } }, 'out-of-balance'],
  [404, documented(404, 'no such path'), 'wrong-address'],
  [503, { error: { code: 'model_not_found', message: 'no channel' } }, 'model-refused'],
  [404, { error: { code: 'model_not_found', message: 'no channel' } }, 'model-refused'],
  [413, documented(413, 'too large'), 'too-large'],
  [415, documented(415, 'json please'), 'refused'],
  [422, { message: 'no control characters', error_code: 'VALIDATION_ERROR' }, 'refused'],
  [429, gateway('rate_limit_exceeded', 'slow down'), 'rate-limited'],
  [503, documented(503, 'busy', 'SERVICE_UNAVAILABLE'), 'unavailable'],
])('HTTP %i with %j proves that nothing was made: %s', (status, body, kind) => {
  const { mayExist, ...error } = errorOf(status, body)
  expect([error.kind, mayExist]).toEqual([kind, false])
})

test.each([
  [200, page, 'malformed', true],
  [200, documented(402, 'no balance'), 'out-of-balance', false],
  [200, { code: 1, message: 'insufficient balance' }, 'out-of-balance', false],
  [200, gateway('upstream_timeout', 'late'), 'unavailable', true],
  [200, { code: 200, data: null, error_code: 'INTERNAL' }, 'unavailable', true],
  [200, { code: 200, message: 'success', data: {} }, 'malformed', true],
  [307, '', 'redirected', false],
  [0, '', 'redirected', false],
  [400, { error: 'prompt must be in English' }, 'refused', false],
  [400, page, 'intercepted', false],
  [401, page, 'intercepted', false],
  [403, page, 'intercepted', false],
  [403, 'error code: 1020', 'intercepted', false],
  [404, page, 'wrong-address', false],
  [405, page, 'wrong-address', false],
  [407, page, 'intercepted', false],
  [511, page, 'intercepted', false],
  [408, '', 'timed-out', true],
  [408, documented(408, 'late'), 'timed-out', true],
  [409, documented(409, 'wait', 'IDEMPOTENCY_KEY_PROCESSING'), 'processing', true],
  [413, page, 'too-large', false],
  [422, documented(422, 'other body', 'IDEMPOTENCY_KEY_MISMATCH'), 'key-reused', false],
  [425, '', 'unavailable', true],
  [429, page, 'rate-limited', true],
  [499, documented(499, 'closed'), 'timed-out', true],
  [500, documented(500, 'oops'), 'unavailable', true],
  [502, page, 'unavailable', true],
  [503, page, 'unavailable', true],
  [503, documented(503, 'gone', 'STORAGE_UNAVAILABLE'), 'refused', false],
  [504, page, 'timed-out', true],
])('HTTP %i with %j leaves open whether a task exists: %s', (status, body, kind, mayRetry) => {
  const error = errorOf(status, body)
  expect([error.kind, error.mayRetry, error.mayExist]).toEqual([kind, mayRetry, true])
})

test('a read that is answered by a success that says 404 is answered by HiAPI itself', () => {
  const read = () =>
    readAnswer(answerOf(200, documented(404, 'no task')), { ...context, isRead: true }, () => null)
  expect(read).toThrow(expect.objectContaining({ kind: 'wrong-address', mayExist: false }))
})

/** What each of a relay's own codes means, and whether a task may exist after it. */
const ofRelay: Readonly<Record<RelayErrorCode, readonly [HiApiErrorKind, boolean]>> = {
  RELAY_CALLBACK: ['refused', false],
  RELAY_REFERENCE_UNKNOWN: ['reference-unknown', false],
  RELAY_TOKEN: ['relay-token', false],
  RELAY_BUDGET: ['relay-budget', false],
  RELAY_TEAM_BUDGET: ['relay-team-budget', false],
  RELAY_BALANCE: ['out-of-balance', false],
  RELAY_ALREADY_SENT: ['refused', true],
  RELAY_TOO_LARGE: ['too-large', false],
  RELAY_NO_PICTURE: ['refused', false],
  RELAY_HOST: ['wrong-address', true],
  RELAY_QUEUE_FULL: ['rate-limited', false],
  RELAY_DATABASE: ['unavailable', true],
  RELAY_OBJECTS: ['unavailable', true],
  RELAY_CLOSING: ['unavailable', false],
  RELAY_NO_KEY: ['relay-paused', false],
}

test.each(Object.entries(relayErrors))(
  'a relay’s %s with status %i means one thing',
  (code, status) => {
    const { kind, mayExist } = errorOf(status, documented(status, 'No.', code))
    expect([kind, mayExist]).toEqual(ofRelay[code as RelayErrorCode])
  },
)

test('an id counts, whatever else a success says', () => {
  const data = { taskId: 'tk.hiapi:01AB' }
  for (const rest of [{ code: 200, message: 'success' }, { code: null }, { code: 500 }, {}]) {
    expect(created(200, { ...rest, data })).toBe(data.taskId)
  }
  expect(created(201, { error: { code: 'odd' }, data: { taskId: 12 } })).toBe('12')
})

test('an id that holds the key is none: it would go into the file', () => {
  expect(errorOf(200, { code: 200, data: { taskId: key } }).kind).toBe('malformed')
})

test('words and the request id of either envelope are kept; what is no id is not', () => {
  expect(errorOf(400, documented(400, 'prompt is required')).words).toBe('prompt is required')
  const { words, requestId } = errorOf(429, gateway('rate_limit_exceeded', 'slow'))
  expect([words, requestId]).toEqual(['slow', 'req_1'])
  const odd = { error: { code: 'x', message: 'y', request_id: `req ${key}` } }
  expect(errorOf(500, odd).requestId).toBeNull()
})

test.each([
  [{ error: 'prompt must be in English' }, 'prompt must be in English'],
  [{ error: { code: 400, message: 'too long' } }, 'too long'],
  [{ message: ['a', 'b'] }, 'a; b'],
  [documented(500, 'success'), null],
])('the words of %j are shown: %s', (body, words) => {
  expect(errorOf(400, body).words).toBe(words)
})

test('a redirect names the host that it leads to, as far as it is told', () => {
  const location = 'https://elsewhere.example/v1/tasks'
  expect(errorOf(307, '', { location }).host).toBe('elsewhere.example')
})

test.each([
  ['queued', 'queued'],
  ['handling', 'generating'],
  ['archiving', 'saving'],
  ['success', 'succeeded'],
  ['fail', 'failed'],
  ['cancelled', 'failed'],
  [' SUCCESS', 'succeeded'],
  ['reticulating', 'generating'],
  ['constructor', 'generating'],
  ['__proto__', 'generating'],
])('the status word %s means %s', (word, status) => {
  expect(readTask({ taskId: 'tk-1', status: word, completed: 0 }, [])?.status).toBe(status)
})

test.each(['canceled', 'expired', 'rejected', 'handling'])(
  'a task that is %s and says that it ended has failed',
  (status) => {
    const ended = { taskId: 'tk-1', status, completed: 1_790_000_000, error: { message: 'no' } }
    expect(readTask(ended, [])?.status).toBe('failed')
    expect(readTask({ ...ended, completed: '2026-11-28T10:00:00Z' }, [])?.status).toBe('failed')
    expect(readTask({ ...ended, completed: 0 }, [])?.status).toBe('failed')
    expect(readTask({ ...ended, completed: 0, error: {} }, [])?.status).not.toBe('failed')
  },
)

test.each([
  [{ url: 'https://cdn.example.com/a.png', type: 'image' }, 'https://cdn.example.com/a.png'],
  [{ url: 'https://cdn.example.com/a.png', type: 'image/png' }, 'https://cdn.example.com/a.png'],
  [{ url: 'https://cdn.example.com/a.png' }, 'https://cdn.example.com/a.png'],
  ['https://cdn.example.com/a.png', 'https://cdn.example.com/a.png'],
  [{ url: 'http://cdn.example.com/a.png' }, 'https://cdn.example.com/a.png'],
  [{ url: '//cdn.example.com/a.png' }, 'https://cdn.example.com/a.png'],
  [{ url: 'http://localhost:8788/a.png' }, 'http://localhost:8788/a.png'],
  [{ url: 'data:image/png;base64,AAAA' }, 'data:image/png;base64,AAAA'],
  [{ url: 'javascript:alert(1)', type: 'image' }, null],
  [{ url: 'https://cdn.example.com/a.mp4', type: 'video/mp4' }, null],
  [{ type: 'image' }, null],
])('the output %j gives the picture at %s', (output, url) => {
  const read = (all: unknown) => readTask({ taskId: 'tk-1', status: 'success', output: all }, [])
  const thumbnail = { url: 'https://cdn.example.com/t.png', type: 'thumbnail' }
  expect(read([null, 7, thumbnail, output])?.pictureUrl).toBe(url)
  expect(read(output)?.pictureUrl).toBe(url)
})

test('a task error may be of any shape', () => {
  const failed = (error: unknown) => readTask({ taskId: 'tk-1', status: 'fail', error }, [])?.error
  expect(failed({ code: 'TASK_FAILED', message: 'no' })).toEqual({
    code: 'TASK_FAILED',
    message: 'no',
  })
  expect(failed({ code: null, message: 'no', param: null })).toEqual({ code: null, message: 'no' })
  expect(failed({ code: 400, message: 'no' })).toEqual({ code: '400', message: 'no' })
  expect(failed('no')).toEqual({ code: null, message: 'no' })
  expect(failed(['no', 'never'])).toEqual({ code: null, message: 'no; never' })
  expect(failed(null)).toBeNull()
})

test('what is no task is none', () => {
  const ids = [null, {}, '', '..', 'a b', 'a\nb', '\ud83d', 'x'.repeat(201)]
  for (const value of [null, 'x', ...ids.map((taskId) => ({ taskId, status: 'success' }))]) {
    expect(readTask(value, [])).toBeNull()
  }
})

test('a new account has a list without rows', () => {
  expect(readRows({ page: 1, total: 0, tasks: null })).toEqual([])
  expect(readRows({ page: 1 })).toBeNull()
})
