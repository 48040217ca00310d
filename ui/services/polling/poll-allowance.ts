import type { Clock } from '../../lib/clock.ts'
import type { RateLimiter } from '../hiapi/rate-limiter.ts'

const minute = 60_000

/**
 * Polls may not exceed 40 requests in any minute: a bucket of 10, refilled by 30 a minute. If the whole
 * limit is not `of` a minute, polls take the same share of it, at most `most` times as much.
 */
const bucket = { size: 10, perMinute: 30, of: 56, most: 4 }

/** The share of the request limit that polls may use, so that creates always find some left. */
interface LookAllowance {
  /** The share of the allowance that is available, 0 to 1. */
  plenty(): number
  /** Milliseconds until so many requests, at most a full allowance, may be sent. */
  waitFor(requests: number): number
  /** Counts one request. */
  spend(): void
}

export function createLookAllowance(
  clock: Clock,
  rateLimiter: Pick<RateLimiter, 'perMinute'>,
): LookAllowance {
  let tokens = { count: bucket.size, at: clock.monotonic() }

  function allowance(): { size: number; perRequest: number } {
    const part = Math.min(bucket.most, rateLimiter.perMinute() / bucket.of)
    return { size: Math.max(1, bucket.size * part), perRequest: minute / (bucket.perMinute * part) }
  }

  function tokensAt(now: number): number {
    const { size, perRequest } = allowance()
    return Math.min(size, tokens.count + (now - tokens.at) / perRequest)
  }

  return {
    plenty: () => tokensAt(clock.monotonic()) / allowance().size,
    waitFor(requests) {
      const { size, perRequest } = allowance()
      const missing = Math.min(requests, size) - tokensAt(clock.monotonic())
      return Math.max(0, missing) * perRequest
    },
    spend() {
      const now = clock.monotonic()
      tokens = { count: tokensAt(now) - 1, at: now }
    },
  }
}
