import { expect, test } from 'vitest'
import { isExposed, isReadable, preflightFound } from '../../probe/cors.ts'

const wanted = ['authorization', 'idempotency-key']
const headers = (origin: string, allowed: string) =>
  new Headers({ 'access-control-allow-origin': origin, 'access-control-allow-headers': allowed })

test.each([
  [204, headers('*', 'Authorization, Idempotency-Key'), /^yes/],
  [200, headers('null', 'authorization,idempotency-key'), /^yes/],
  // The one header that a star does not cover.
  [204, headers('*', '*'), /^NO.*not allowed: authorization;/],
  [204, headers('*', '*, authorization'), /^yes/],
  [204, headers('https://www.hiapi.ai', 'authorization, idempotency-key'), /^NO/],
  [204, headers('*', 'authorization'), /^NO.*not allowed: idempotency-key;/],
  [403, headers('*', 'authorization, idempotency-key'), /^NO; status 403/],
  [204, new Headers(), /^NO.*Allow-Origin: missing; allowed headers: none/],
])('a preflight answered with %i and its headers', (status, given, expected) => {
  expect(preflightFound(status, given, wanted)).toMatchObject({
    answer: expect.stringMatching(expected) as string,
  })
})

test('a page reads only headers that are exposed, of answers that it may read', () => {
  const expose = { 'access-control-expose-headers': 'Retry-After, X-Other' }
  const open = new Headers({ 'access-control-allow-origin': '*', ...expose })
  expect([isReadable(open), isExposed(open, 'retry-after')]).toEqual([true, true])
  expect(isExposed(open, 'x-ratelimit-limit')).toBe(false)
  expect(isExposed(new Headers(expose), 'retry-after')).toBe(false)
})
