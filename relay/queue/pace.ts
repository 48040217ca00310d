import {
  easedAfter,
  minute,
  requestsPerMinute,
  usedOf,
} from '../../contract/hiapi/request-limit.ts'
import type { Pause } from '../../contract/hiapi/relay/relay-info.ts'
import type { RateLimits } from '../../contract/hiapi/rate-limit-headers.ts'

/** How fast HiAPI may be asked: one for all relays and members. Times in milliseconds since 1970. */
export interface Pace {
  /** Requests a minute, as long as none is refused. */
  readonly perMinute: number
  /** The share of it that the last refusal left, in percent. */
  readonly easedPercent: number
  readonly easedAt: number
  /** Tasks at once. */
  readonly atOnce: number
  readonly raisedAt: number
  /** Nothing is sent before, or, if all is held up, nothing but one try. */
  readonly pausedUntil: number
  readonly pausedFor: Pause | null
}

/** Tasks at once to start with: HiAPI's blog says that ten at once can trip a new account. */
export const carefulStart = 4
/** Milliseconds until more tasks may run at once: one of HiAPI's usual ten, more of a larger account's. */
export const raiseEvery = 3_000
const raiseBy = 1 / 10
/** Milliseconds between tries while HiAPI refuses the key, or the balance is used up. */
export const probeEvery = 60_000
/** Looks for results, of 56 requests a minute: at most, and so few that they are spread over time. */
export const looksPerMinute = { most: 30, scarce: 12, of: 56 }
/** While looks are scarce, so many creates should follow each. */
const createsForALook = 4

/** Requests that may be in any minute now. */
export function allowedNow({ perMinute, easedPercent, easedAt }: Pace, now: number): number {
  return requestsPerMinute({ full: perMinute, easedTo: easedPercent / 100, easedAt }, now)
}

/** More tasks at once, if it is time; call it while something waits. */
export function raised(pace: Pace, now: number, most: number): Pace {
  if (pace.atOnce > most) return { ...pace, atOnce: most }
  if (pace.atOnce === most || now - pace.raisedAt < raiseEvery) return pace
  // One step, however long ago the last was: a rest is no reason to begin with all at once.
  const atOnce = Math.min(most, pace.atOnce + Math.ceil(most * raiseBy))
  return { ...pace, atOnce, raisedAt: now }
}

/** After a 429: half as many at once, half as many a minute, and nothing for a while. */
export function eased(pace: Pace, now: number, wait: number): Pace {
  // Requests that are refused together count once.
  if (pace.pausedUntil > now)
    return { ...pace, pausedUntil: Math.max(pace.pausedUntil, now + wait) }
  const { easedPercent, easedAt, perMinute } = pace
  const { easedTo } = easedAfter({ full: perMinute, easedTo: easedPercent / 100, easedAt }, now)
  return {
    ...pace,
    easedPercent: Math.max(1, Math.floor(easedTo * 100)),
    easedAt: now,
    atOnce: Math.max(1, Math.floor(pace.atOnce / 2)),
    raisedAt: now + 20_000,
    pausedUntil: now + wait,
  }
}

/** After an answer that tells the account's limits. */
export function reported(pace: Pace, limits: RateLimits, now: number): Pace {
  const perMinute =
    limits.limit === null || limits.limit === 0 ? pace.perMinute : usedOf(limits.limit)
  const pausedUntil =
    limits.remaining === 0 && limits.resetIn !== null
      ? Math.max(pace.pausedUntil, now + limits.resetIn)
      : pace.pausedUntil
  return { ...pace, perMinute, pausedUntil }
}

/** All is held up: one try a minute, until one succeeds. */
export function held(pace: Pace, reason: Pause, now: number): Pace {
  return { ...pace, pausedFor: reason, pausedUntil: now + probeEvery }
}

export function opened(pace: Pace): Pace {
  return pace.pausedFor === null ? pace : { ...pace, pausedFor: null, pausedUntil: 0 }
}

/** Requests to HiAPI in the last minute: their times, oldest first. */
export interface SentMinute {
  readonly at: readonly number[]
  /** Those of them that asked for results. */
  readonly looks: readonly number[]
}

/** When a request may be sent: now or later. */
export function sendTime(pace: Pace, sent: SentMinute, now: number): number {
  const allowed = allowedNow(pace, now)
  const blocking = sent.at[sent.at.length - allowed]
  const free = blocking === undefined ? now : blocking + minute
  return Math.max(now, free, pace.pausedUntil)
}

/** What is still to be sent. */
export interface Backlog {
  readonly waiting: number
  /** Milliseconds that a task takes; null while that is not known. */
  readonly typical: number | null
}

/**
 * When HiAPI may be asked for results: now or later. The creates of the same minute go first; what they leave
 * is spread over the time that the tasks take. There are always some looks, because a task that waits can
 * be sent only when the end of another is known.
 */
export function lookSendTime(
  pace: Pace,
  sent: SentMinute,
  now: number,
  { waiting, typical }: Backlog,
): number {
  const allowed = allowedNow(pace, now)
  const share = (looks: number) => Math.max(1, Math.floor((allowed * looks) / looksPerMinute.of))
  const most = share(looksPerMinute.most)
  // Which of the requests were looks doesn't matter: the minute is over in a minute.
  if (sent.looks.length >= most) return Math.max(sendTime(pace, sent, now), now + 1_000)
  const perTask = (typical ?? minute) / pace.atOnce
  const soon = Math.min(waiting, Math.ceil(minute / perTask))
  const left = Math.min(most - sent.looks.length, allowed - sent.at.length - soon)
  const time = Math.min(minute, (waiting + pace.atOnce) * perTask)
  const isScarce = left <= share(looksPerMinute.scarce)
  const gap = isScarce ? Math.min(time / Math.max(1, left), createsForALook * perTask) : 0
  return Math.max(sendTime(pace, sent, now), (sent.looks.at(-1) ?? 0) + gap)
}
