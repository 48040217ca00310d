import { readRows } from '../../contract/hiapi/schemas.ts'
import { endpoint } from '../../contract/hiapi/endpoint.ts'
import { call, type Called, errorText } from './api.ts'
import { isExposed, preflightFound, readableText } from './cors.ts'
import type { ProbeParts } from './parts.ts'
import { findPricing } from './pricing.ts'
import { type Findings, type Found, settled, unsettled } from './questions.ts'
import { request } from './request.ts'

/** What costs nothing to find out, and whether the key is good for more. */
export async function probeFree(
  parts: ProbeParts,
): Promise<{ readonly findings: Findings; readonly accepted: boolean }> {
  const list = await call(parts, 'tasks?page=1&size=1', readRows)
  const accepted = list.answered && 'data' in list
  return {
    accepted,
    findings: {
      key: keyFound(list),
      'preflight-create': await preflight(parts, 'tasks', 'POST', [
        'authorization',
        'content-type',
        'idempotency-key',
      ]),
      'preflight-read': await preflight(parts, 'tasks/none', 'GET', ['authorization']),
      'answers-readable': list.answered
        ? settled(`${readableText(list.headers)}; status ${String(list.status)}`)
        : unsettled(list.why),
      'errors-readable': await withoutKey(parts),
      'rate-limits': list.answered ? rateLimitsFound(list.headers) : unsettled(list.why),
      pricing: await findPricing(parts),
    },
  }
}

function keyFound(list: Called<unknown>): Found {
  if (!list.answered) return unsettled(list.why)
  if (!('error' in list)) return settled('yes')
  const isOther = list.error.kind === 'malformed'
  return isOther
    ? unsettled('the answer is not a list of tasks')
    : settled(`NO: ${errorText(list)}`)
}

async function preflight(
  parts: ProbeParts,
  path: string,
  method: string,
  headers: readonly string[],
): Promise<Found> {
  const answer = await request(parts, endpoint(parts.apiAddress, path), {
    method: 'OPTIONS',
    headers: {
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': headers.join(','),
    },
  })
  return answer.answered
    ? preflightFound(answer.status, answer.headers, headers)
    : unsettled(answer.why)
}

async function withoutKey(parts: ProbeParts): Promise<Found> {
  const answer = await request(parts, endpoint(parts.apiAddress, 'tasks?page=1&size=1'))
  if (!answer.answered) return unsettled(answer.why)
  return settled(`${readableText(answer.headers)}; status ${String(answer.status)}`)
}

function rateLimitsFound(headers: Headers): Found {
  const names = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after']
  const word = (name: string) => (isExposed(headers, name) ? 'readable' : 'not readable')
  const each = names.map((name) => `${name}: ${headers.get(name) ?? 'not sent'}, ${word(name)}`)
  return settled(each.join('; '))
}
