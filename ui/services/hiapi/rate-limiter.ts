import type { Clock } from '../../lib/clock.ts'
import type { RateLimits } from './rate-limit-headers.ts'
import { waitBefore } from './retry-timing.ts'

const minute = 60_000

/**
 * Of what the API allows, this share is used: requests that leave evenly can arrive bunched.
 * HiAPI documents 60 a minute (https://docs.hiapi.ai/api-reference/rate-limits).
 */
const share = 56 / 60
const documented = 60
/** However often it refuses, so many requests a minute are still tried. */
const fewest = 6
/** After each minute without a refusal, so much more is tried. */
const recovery = 1.25

/** One allowance of requests for everything that is sent to the API. */
export interface RateLimiter {
  /** Resolves when a request may go out, and counts it. Rejects when the signal is aborted. */
  take(signal: AbortSignal): Promise<void>
  /** Takes in what an answer said of the limits, as far as it could be read. */
  updateFromHeaders(limits: RateLimits): void
  /**
   * Takes in a 429: nothing goes out for a while, and less from then on.
   *
   * @param asked the wait that the API asked for in milliseconds; null where it didn't, or can't be read
   */
  onRateLimited(asked: number | null): void
  /** How many requests may go out in a minute, as things stand. */
  perMinute(): number
  /** When sending goes on, if it is paused now; milliseconds on the clock that only goes forward. */
  pausedUntil(): number | null
}

/**
 * A sliding minute: at any time no more than so many requests within the 60 seconds before.
 *
 * @param random from 0 to 1
 * @param most requests a minute, while the API says nothing of its limits
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
  /** What is left of the full allowance after refusals, and since when. */
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
    // Timers take whole milliseconds: a part of one would be waited for in vain.
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
      // Requests that were under way together are refused together: that is one refusal.
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
