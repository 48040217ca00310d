import { Refused, type RetryAfter } from './refusal.ts'

export type Limits = {
  /** Requests admitted in any 60 s, for each key. */
  requestsPerMinute?: number
  /** Tasks that have not ended, for each key. */
  tasksAtOnce?: number
  retryAfter?: 'seconds' | 'http-date' | 'none'
  /** Sends `X-RateLimit-*` with every reply. */
  rateHeaders?: boolean
  maxBodyBytes?: number
  /** What a 409 for a request in flight tells to wait. */
  processingRetryAfterS?: number
}

const windowMs = 60_000

/** A sliding minute: the documented limit counts polls as well as creates. */
export function createRate(limits: Limits) {
  const admitted = new Map<string, number[]>()
  const most = limits.requestsPerMinute

  function recent(key: string, now: number): number[] {
    const times = (admitted.get(key) ?? []).filter((at) => now - at < windowMs)
    admitted.set(key, times)
    return times
  }

  return {
    admit(key: string, now: number) {
      if (most === undefined) return
      const times = recent(key, now)
      if (times.length >= most) {
        const wait = Math.ceil(((times[0] ?? now) + windowMs - now) / 1000)
        throw tooMany('Too many requests in a minute.', wait, limits)
      }
      times.push(now)
    },
    headers(key: string, now: number): Record<string, string> {
      if (most === undefined || !limits.rateHeaders) return {}
      const times = recent(key, now)
      return {
        'x-ratelimit-limit': String(most),
        'x-ratelimit-remaining': String(most - times.length),
        'x-ratelimit-reset': String(Math.ceil(((times[0] ?? now) + windowMs) / 1000)),
      }
    },
  }
}

export function tooMany(message: string, waitS: number, limits: Limits): Refused {
  const as = limits.retryAfter ?? 'seconds'
  const retryAfter: RetryAfter | undefined = as === 'none' ? undefined : { as, seconds: waitS }
  return new Refused({
    status: 429,
    code: 'rate_limit_exceeded',
    message,
    ...(retryAfter && { retryAfter }),
  })
}
