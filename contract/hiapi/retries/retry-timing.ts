/** The longest wait that a server can ask for, whatever a header or a clock says. */
export const longestAskedFor = 60_000
const firstWait = 500
const longestWait = 8_000

/**
 * Reads a `Retry-After` header: whole seconds, or an HTTP date (RFC 9110, 10.2.3). Returns milliseconds
 * from `now` (since 1970), at most a minute; 0 for a past time; null without a (sensible) header.
 */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  if (Number.isNaN(wait)) return null
  return Math.min(Math.max(wait, 0), longestAskedFor)
}

/**
 * Milliseconds to wait before the next try. They double from half a second to eight, or follow the server
 * if it asks for longer. Up to a quarter of jitter keeps many waiting requests from returning together.
 *
 * @param attempt 0 after the first try
 * @param asked the result of `readRetryAfter`
 * @param random a number from 0 to 1
 */
export function waitBefore(attempt: number, asked: number | null, random: number): number {
  const own = Math.min(firstWait * 2 ** attempt, longestWait)
  return Math.max(own, asked ?? 0) + own * 0.25 * random
}
