/**
 * What an answer says of the account's limits: `X-RateLimit-*`, which HiAPI documents at
 * https://docs.hiapi.ai/api-reference/rate-limits. In a browser none of it is readable unless the
 * server exposes it, so each can be missing.
 */
export interface RateLimits {
  /** Requests a minute. */
  readonly limit: number | null
  /** How many of them are left. */
  readonly remaining: number | null
  /** When there are new ones, milliseconds since 1970. */
  readonly reset: number | null
}

export function readRateLimits(headers: Headers): RateLimits {
  const reset = numberOf(headers.get('x-ratelimit-reset'))
  return {
    limit: numberOf(headers.get('x-ratelimit-limit')),
    remaining: numberOf(headers.get('x-ratelimit-remaining')),
    reset: reset === null ? null : reset * 1000,
  }
}

/** A whole number that is not negative, or null: headers can hold anything. */
function numberOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : null
}
