import type { Found } from './questions.ts'
import { settled } from './questions.ts'

/** Header values are lists of names; their case says nothing. */
function namesIn(value: string | null): readonly string[] {
  return (value ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** Whether a page without an origin may read an answer with these headers. */
export function isReadable(headers: Headers): boolean {
  const allowed = headers.get('access-control-allow-origin')
  return allowed === '*' || allowed === 'null'
}

/** Whether such a page may read one header of it (Fetch standard, "CORS-exposed header-name list"). */
export function isExposed(headers: Headers, name: string): boolean {
  const exposed = namesIn(headers.get('access-control-expose-headers'))
  return isReadable(headers) && (exposed.includes('*') || exposed.includes(name.toLowerCase()))
}

/** "yes (Access-Control-Allow-Origin: *; exposed: retry-after)" */
export function readableText(headers: Headers): string {
  const allowed = headers.get('access-control-allow-origin') ?? 'missing'
  const exposed = namesIn(headers.get('access-control-expose-headers')).join(', ') || 'nothing'
  const word = isReadable(headers) ? 'yes' : 'NO'
  return `${word} (Access-Control-Allow-Origin: ${allowed}; exposed: ${exposed})`
}

/**
 * What a preflight for these request headers allows. `*` does not cover Authorization (Fetch
 * standard, "CORS non-wildcard request-header name").
 */
export function preflightFound(status: number, headers: Headers, wanted: readonly string[]): Found {
  const named = namesIn(headers.get('access-control-allow-headers'))
  const covers = (name: string) =>
    named.includes(name) || (named.includes('*') && name !== 'authorization')
  const missing = wanted.filter((name) => !covers(name))
  const isOk = status >= 200 && status < 300 && isReadable(headers)
  const answer = [
    isOk && missing.length === 0 ? 'yes' : 'NO',
    `status ${String(status)}`,
    `Access-Control-Allow-Origin: ${headers.get('access-control-allow-origin') ?? 'missing'}`,
    `allowed headers: ${named.join(', ') || 'none'}`,
    ...(missing.length > 0 ? [`not allowed: ${missing.join(', ')}`] : []),
    `kept for: ${headers.get('access-control-max-age') ?? 'not said'}`,
  ]
  return settled(answer.join('; '))
}
