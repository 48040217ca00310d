import type { Clock } from '../../lib/clock.ts'
import type { RateLimits } from '../../../contract/hiapi/rate-limit-headers.ts'
import { waitBefore } from '../../../contract/hiapi/retries/retry-timing.ts'
import {
  documentedLimit,
  easedAfter,
  minute,
  type RequestLimit,
  requestsPerMinute,
  usedOf,
} from '../../../contract/hiapi/request-limit.ts'

/** One limit for all requests to the API. */
export interface RateLimiter {
  /** Resolves when a request may be sent, and counts it. Rejects when the signal is aborted. */
  take(signal: AbortSignal): Promise<void>
  /** Applies the limits that a good answer reported, as far as they could be read. */
  updateFromHeaders(limits: RateLimits): void
  /**
   * Applies a 429: nothing is sent for a while, and less from then on.
   *
   * @param asked the wait that the API asked for, in milliseconds; null if none could be read
   */
  onRateLimited(asked: number | null): void
  /** How many requests may be sent in a minute, as of now. */
  perMinute(): number
  /** When a present pause ends, in milliseconds of the monotonic clock; null if there is none. */
  pausedUntil(): number | null
}

/**
 * A sliding minute: the 60 seconds before any moment contain at most the allowed requests.
 *
 * @param random from 0 to 1
 * @param most requests a minute, as long as the API does not report its limits
 */
export function createRateLimiter(
  clock: Clock,
  random: () => number,
  most = documentedLimit,
): RateLimiter {
  const sent: number[] = []
  let limit: RequestLimit = { full: most, easedTo: 1, easedAt: 0 }
  let paused = 0
  let refusals = 0

  const perMinute = () => requestsPerMinute(limit, clock.monotonic())

  function waitingTime(): number {
    const now = clock.monotonic()
    while (sent[0] !== undefined && sent[0] <= now - minute) sent.shift()
    const oldest = sent[sent.length - perMinute()]
    const full = oldest === undefined ? 0 : oldest + minute - now
    // Timers take whole milliseconds, so a fraction would end too early.
    return Math.ceil(Math.max(full, paused - now, 0))
  }

  const pause = (ms: number) => {
    paused = Math.max(paused, clock.monotonic() + ms)
  }

  return {
    async take(signal) {
      for (;;) {
        signal.throwIfAborted()
        const wait = waitingTime()
        if (wait === 0) break
        await clock.sleep(wait, signal)
      }
      sent.push(clock.monotonic())
    },
    updateFromHeaders({ limit: reported, remaining, resetIn }) {
      refusals = 0
      // The address may be another one now, whose limit can't be read.
      limit = { ...limit, full: reported ? usedOf(reported) : most }
      if (remaining === 0 && resetIn !== null) pause(resetIn)
    },
    onRateLimited(asked) {
      const now = clock.monotonic()
      // Requests in flight together are refused together: that counts as one refusal.
      if (paused <= now) {
        refusals++
        limit = easedAfter(limit, now)
      }
      pause(waitBefore(refusals, asked, random()))
    },
    perMinute,
    pausedUntil: () => (paused > clock.monotonic() ? paused : null),
  }
}
