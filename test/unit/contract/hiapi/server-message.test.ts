import { describe, expect, test } from 'vitest'
import { cpuTimeOf } from '../../../cpu-time.ts'
import { readErrorText, readableWords } from '../../../../contract/hiapi/server-message.ts'

const key = 'hk_4f9a1c77e0b2d3'
const wordsOf = (text: string) => readableWords(text, [key])

describe('words of a server', () => {
  test.each([
    ['Invalid token sk-abc123 for this workspace', 'Invalid token [API key] for this workspace'],
    [`The key ${key} is wrong`, 'The key [API key] is wrong'],
    [`The key ${key.toUpperCase()} is wrong`, 'The key [API key] is wrong'],
    [`The key ${key.slice(0, 9)}*** is wrong`, 'The key [API key]*** is wrong'],
    [`Authorization: Bearer ${key}`, 'Authorization: Bearer [API key]'],
    ['Authorization: Bearer other-key.42', 'Authorization: [API key]'],
    [`The key ${key.slice(0, 5)}\u200b${key.slice(5)} is wrong`, 'The key [API key] is wrong'],
    ['hi-sk-9a9a is spent', '[API key] is spent'],
    // Its small letter takes two places, and what follows would be found too late.
    [`İstek İçin İzin yok: ${key}`, 'İstek İçin İzin yok: [API key]'],
    ['task-1 is a risk-free desk-top', 'task-1 is a risk-free desk-top'],
  ])('hold no key: %s', (text, words) => {
    expect(wordsOf(text)).toBe(words)
  })

  test.each([
    ['<html><head><title>502 Bad Gateway</title></head><body><h1>x</h1></body>', '502 Bad Gateway'],
    ['<p>Not <b>now</b>, please</p><script>var a = "<p>"</script>', 'Not now , please'],
    [`<style>p{}</style>${'<script>alert(1)</script>'.repeat(500)}late`, 'late'],
    ['İİİ<script>alert(1)</script> yok', 'İİİ yok'],
    ['{"error":{"message":"Rejected by the safety system."}}', 'Rejected by the safety system.'],
    ['Error: {"error":{"message":"Too long"}}', 'Too long'],
    ['a < b and c > d', 'a < b and c > d'],
    ['one\u0000two\u202ethree\r\n four', 'one twothree four'],
  ])('are one readable line: %s', (text, words) => {
    expect(readErrorText(text, []).words).toBe(words)
  })

  test('are short, cut between words', () => {
    const long = wordsOf('many words '.repeat(12_000)) ?? ''
    expect(long.length).toBeLessThanOrEqual(200)
    expect(long).toMatch(/words…$/)
  })

  test('are nothing where nothing can be read', () => {
    for (const text of [
      '',
      ' '.repeat(40_000),
      '<script>never closed',
      '\u200b\ufeff',
      'success',
    ]) {
      expect(readErrorText(text, []).words).toBeNull()
    }
    expect(readErrorText({ error: { a: { b: 1 } } }, []).words).toBeNull()
  })

  test('take no time, however odd they are', () => {
    for (const piece of [' ', '<script', '<', '<a ', '{', '[', '&', 'sk-', 'Bearer ', '\\"']) {
      const words = piece.repeat(120_000 / piece.length)
      // Quadratic, any of them would take minutes.
      expect(cpuTimeOf(() => readErrorText(words, [key]))).toBeLessThan(5_000)
    }
  })
})

describe('the code of an error', () => {
  test.each([
    [{ error_code: 'INVALID_REQUEST', message: 'x' }, 'INVALID_REQUEST'],
    [{ error: { type: 'hiapi_error', code: 'rate_limit_exceeded' } }, 'RATE_LIMIT_EXCEEDED'],
    [
      { code: 'TASK_FAILED', message: '{"error":{"code":"moderation_blocked"}}' },
      'MODERATION_BLOCKED',
    ],
    [{ error: { code: 403 } }, '403'],
    [{ error: { code: key } }, '[API_KEY]'],
    [{ constructor: 'x' }, null],
  ])('of %j is %s', (value, code) => {
    expect(readErrorText(value, [key]).code).toBe(code)
  })
})
