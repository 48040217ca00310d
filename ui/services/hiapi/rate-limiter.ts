import type { Clock } from '../../lib/clock.ts'
import type { RateLimits } from './rate-limit-headers.ts'
import { waitBefore } from '../retries/retry-timing.ts'

const minute = 60_000

/**
 * The share of the API's limit that is used: requests sent evenly can arrive bunched. HiAPI documents 60 a
 * minute (https://docs.hiapi.ai/api-reference/rate-limits).
 */
const share = 56 / 60
const documented = 60
/** Requests a minute that are tried at least, however often the API refuses. */
const fewest = 6
/** The factor by which the limit grows after each minute without a refusal. */
const recovery = 1.25

/** One limit for all requests to the API. */
export interface RateLimiter {
  /** Resolves when a request may be sent, and counts it. Rejects when the signal is aborted. */
  take(signal: AbortSignal): Promise<void>
  /** Applies the limits that an answer reported, as far as they could be read. */
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
  most = Math.floor(documented * share),
): RateLimiter {
  const sent: number[] = []
  let full = most
  let paused = 0
  let refusals = 0
  /** The share of the full limit that is left after refusals, and since when. */
  let eased = { to: 1, at: 0 }

  function perMinute(): number {
    const minutes = Math.floor((clock.monotonic() - eased.at) / minute)
    const part = Math.min(1, eased.to * recovery ** Math.max(0, minutes))
    return Math.max(Math.min(fewest, full), Math.floor(full * part))
  }

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
    updateFromHeaders({ limit, remaining, resetIn }) {
      refusals = 0
      if (limit !== null && limit > 0) full = Math.max(1, Math.floor(limit * share))
      if (remaining === 0 && resetIn !== null) pause(resetIn)
    },
    onRateLimited(asked) {
      const now = clock.monotonic()
      // Requests in flight together are refused together: that counts as one refusal.
      if (paused <= now) {
        refusals++
        eased = { to: perMinute() / full / 2, at: now }
      }
      pause(waitBefore(refusals, asked, random()))
    },
    perMinute,
    pausedUntil: () => (paused > clock.monotonic() ? paused : null),
  }
}
