import type { AnswerHeaders } from './headers.ts'
import { longestAskedFor } from './retries/retry-timing.ts'

/**
 * An answer's report of the account's limits: `X-RateLimit-*`, documented at
 * https://docs.hiapi.ai/api-reference/rate-limits. A browser can read only the headers that the server
 * exposes, so each can be missing.
 */
export interface RateLimits {
  /** Requests per minute. */
  readonly limit: number | null
  /** How many of them are left. */
  readonly remaining: number | null
  /** Milliseconds until the limit is renewed, at most a minute. */
  readonly resetIn: number | null
}

/** @param now milliseconds since 1970: the header has a time of the server's clock */
export function readRateLimits(headers: AnswerHeaders, now: number): RateLimits {
  const reset = numberOf(headers.get('x-ratelimit-reset'))
  return {
    limit: numberOf(headers.get('x-ratelimit-limit')),
    remaining: numberOf(headers.get('x-ratelimit-remaining')),
    resetIn: reset === null ? null : Math.min(Math.max(reset * 1000 - now, 0), longestAskedFor),
  }
}

/** A whole number, not negative, or null: headers can contain anything. */
function numberOf(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : null
}
