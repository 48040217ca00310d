import { expect, test } from 'vitest'
import { readAnswer } from '../../../ui/hiapi/answer.ts'
import { HiApiError, RefusedError } from '../../../ui/hiapi/errors.ts'
import { readTask } from '../../../ui/hiapi/contract.ts'

function errorOf(status: number, body: unknown, headers: Record<string, string> = {}): HiApiError {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  try {
    readAnswer(status, new Headers(headers), text, 0)
  } catch (error) {
    if (error instanceof HiApiError) return error
    throw error
  }
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

test.each([
  [400, documented(400, 'prompt is required', 'INVALID_REQUEST'), 'refused', false],
  [401, documented(401, 'bad key'), 'unauthorised', false],
  [401, gateway('permission_denied', 'bad key'), 'unauthorised', false],
  [402, documented(402, 'no balance'), 'out-of-balance', false],
  [403, documented(403, 'not yours'), 'forbidden', false],
  [403, documented(403, 'insufficient quota'), 'out-of-balance', false],
  [404, documented(404, 'no such task'), 'task-unknown', false],
  [409, documented(409, 'wait', 'IDEMPOTENCY_KEY_PROCESSING'), 'unavailable', true],
  [413, '<html>too large</html>', 'too-large', false],
  [415, documented(415, 'json please'), 'refused', false],
  [422, documented(422, 'other body', 'IDEMPOTENCY_KEY_MISMATCH'), 'key-reused', false],
  [429, gateway('rate_limit_exceeded', 'slow down'), 'rate-limited', true],
  [500, 'oops', 'unavailable', true],
  [502, '<html>bad gateway</html>', 'unavailable', true],
  [503, documented(503, 'busy'), 'unavailable', true],
  [200, '<html>hello</html>', 'malformed', true],
  [200, documented(402, 'no balance'), 'out-of-balance', false],
])('HTTP %i with %j is %s', (status, body, kind, mayRetry) => {
  const error = errorOf(status, body)
  expect(error.kind).toBe(kind)
  expect(error.mayRetry).toBe(mayRetry)
})

test('the words and the request id of either envelope are kept', () => {
  expect(errorOf(400, documented(400, 'prompt is required')).said.words).toBe('prompt is required')
  const { words, reference } = errorOf(429, gateway('rate_limit_exceeded', 'slow')).said
  expect([words, reference]).toEqual(['slow', 'req_1'])
})

test('"success" is never given as the reason of an error', () => {
  expect(errorOf(200, documented(500, 'success')).said.words).toBeNull()
})

test('a refusal that names the model says so', () => {
  const ofModel = (status: number, body: unknown) => {
    const error = errorOf(status, body)
    return error instanceof RefusedError && error.ofModel
  }
  expect(ofModel(400, documented(400, 'unknown model x'))).toBe(true)
  expect(ofModel(503, documented(503, 'not now', 'MODEL_UNAVAILABLE'))).toBe(true)
  expect(ofModel(400, documented(400, 'prompt is required'))).toBe(false)
})

test('data of a success is handed on', () => {
  const body = JSON.stringify({ code: 200, message: 'success', data: { taskId: 'tk-1' } })
  expect(readAnswer(200, new Headers(), body, 0)).toEqual({ taskId: 'tk-1' })
})

test.each([
  ['queued', 'queued'],
  ['handling', 'generating'],
  ['archiving', 'saving'],
  ['success', 'succeeded'],
  ['fail', 'failed'],
  ['cancelled', 'failed'],
  ['SUCCESS', 'succeeded'],
  ['reticulating', 'generating'],
])('the status word %s means %s', (word, status) => {
  expect(readTask({ taskId: 'tk-1', status: word })?.status).toBe(status)
})

test('the first usable picture counts, whatever else stands among the outputs', () => {
  const image = { url: 'https://cdn.example.com/a.png', type: 'image', expireAt: 1 }
  const output = [null, { type: 'image' }, { ...image, type: 'thumbnail' }, image]
  expect(readTask({ taskId: 'tk-1', status: 'success', output })?.pictureUrl).toBe(image.url)
  const script = [{ url: 'javascript:alert(1)', type: 'image' }]
  expect(readTask({ taskId: 'tk-1', status: 'success', output: script })?.pictureUrl).toBeNull()
})

test('a task error may be an object or a plain string', () => {
  const failed = (error: unknown) => readTask({ taskId: 'tk-1', status: 'fail', error })?.error
  expect(failed({ code: 'TASK_FAILED', message: 'no' })).toEqual({
    code: 'TASK_FAILED',
    message: 'no',
  })
  expect(failed('no')).toEqual({ code: null, message: 'no' })
})

test('what is no task is none', () => {
  for (const value of [null, 'x', {}, { taskId: '../x', status: 'success' }]) {
    expect(readTask(value)).toBeNull()
  }
})
