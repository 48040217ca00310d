import { longestAskedFor } from './retry-timing.ts'

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
  /** How long it takes until there are new ones: milliseconds, at most a minute. */
  readonly resetIn: number | null
}

/** @param now milliseconds since 1970: the header holds a time on the server's clock */
export function readRateLimits(headers: Headers, now: number): RateLimits {
  const reset = numberOf(headers.get('x-ratelimit-reset'))
  return {
    limit: numberOf(headers.get('x-ratelimit-limit')),
    remaining: numberOf(headers.get('x-ratelimit-remaining')),
    resetIn: reset === null ? null : Math.min(Math.max(reset * 1000 - now, 0), longestAskedFor),
  }
}

/** A whole number that is not negative, or null: headers can hold anything. */
function numberOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : null
}
