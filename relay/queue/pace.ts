import {
  easedAfter,
  minute,
  requestsPerMinute,
  usedOf,
} from '../../contract/hiapi/request-limit.ts'
import type { Pause } from '../../contract/hiapi/relay/relay-info.ts'
import type { RateLimits } from '../../contract/hiapi/rate-limit-headers.ts'

/** How fast HiAPI may be asked. All relays and members share one pace. Times in milliseconds since 1970. */
export interface Pace {
  /** Requests a minute, as long as none is refused. */
  readonly perMinute: number
  /** The share of `perMinute` that the last refusal left, in percent. */
  readonly easedPercent: number
  readonly easedAt: number
  /** How many tasks may run at once. */
  readonly atOnce: number
  readonly raisedAt: number
  /** Nothing is sent before this time. During a pause, only one request is then sent, as a try. */
  readonly pausedUntil: number
  readonly pausedFor: Pause | null
}

/** Tasks at once to begin with: HiAPI's blog says that ten at once can exceed a new account's limit. */
export const carefulStart = 4
/** Milliseconds until more tasks may run at once: one more of HiAPI's usual ten, more of a larger limit. */
export const raiseEvery = 3_000
const raiseBy = 1 / 10
/** Milliseconds between tries while HiAPI refuses the key, or the balance is used up. */
export const probeEvery = 60_000
/**
 * Milliseconds in which a request counts: a minute, and as much longer as the first ones on a new connection
 * may take to arrive. By HiAPI's clock, those that follow a minute after them would come too early.
 */
export const rateWindow = minute + 2_000
/** Looks for results, of 56 requests a minute: the most, and so few that they are spread over time. */
export const looksPerMinute = { most: 30, scarce: 12, of: 56 }
/** How many creates should follow each look while looks are scarce. */
const createsForALook = 4

/** How many requests are allowed in any minute now. */
export function allowedNow({ perMinute, easedPercent, easedAt }: Pace, now: number): number {
  return requestsPerMinute({ full: perMinute, easedTo: easedPercent / 100, easedAt }, now)
}

/** Allows more tasks at once if it is time; called while a task waits. */
export function raised(pace: Pace, now: number, most: number): Pace {
  if (pace.atOnce > most) return { ...pace, atOnce: most }
  if (pace.atOnce === most || now - pace.raisedAt < raiseEvery) return pace
  // One step, however long ago the last one was: after a rest, not all tasks should start at once.
  const atOnce = Math.min(most, pace.atOnce + Math.ceil(most * raiseBy))
  return { ...pace, atOnce, raisedAt: now }
}

/** After a 429: half as many tasks at once, half as many requests a minute, and nothing for a while. */
export function eased(pace: Pace, now: number, wait: number): Pace {
  // Requests that are refused together count as one refusal.
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

/** After an answer that reports the account's limits. */
export function reported(pace: Pace, limits: RateLimits, now: number): Pace {
  const perMinute =
    limits.limit === null || limits.limit === 0 ? pace.perMinute : usedOf(limits.limit)
  const pausedUntil =
    limits.remaining === 0 && limits.resetIn !== null
      ? Math.max(pace.pausedUntil, now + limits.resetIn)
      : pace.pausedUntil
  return { ...pace, perMinute, pausedUntil }
}

/** Pauses the work on all tasks: one try a minute, until one succeeds. */
export function held(pace: Pace, reason: Pause, now: number): Pace {
  return { ...pace, pausedFor: reason, pausedUntil: now + probeEvery }
}

export function opened(pace: Pace): Pace {
  return pace.pausedFor === null ? pace : { ...pace, pausedFor: null, pausedUntil: 0 }
}

/** Requests to HiAPI that still count: their times, oldest first. */
export interface SentMinute {
  readonly at: readonly number[]
  /** Those of them that asked for results. */
  readonly looks: readonly number[]
}

/** Whether the clock was set back since the last request: its time is still far away. */
export function isSetBack({ at }: SentMinute, now: number): boolean {
  return (at.at(-1) ?? 0) > now + minute
}

/** When a request may be sent: now or later. */
export function sendTime(pace: Pace, sent: SentMinute, now: number): number {
  const allowed = allowedNow(pace, now)
  const blocking = sent.at[sent.at.length - allowed]
  const free = blocking === undefined ? now : blocking + rateWindow
  return Math.max(now, free, pace.pausedUntil)
}

/** The creates that are still to be sent. */
export interface Backlog {
  readonly waiting: number
  /** Milliseconds that a task takes; null while unknown. */
  readonly typical: number | null
}

/**
 * When HiAPI may be asked for results: now or later. Creates of the same minute go first. The requests that
 * they leave are spread over the time that the tasks take. Some looks always remain: a waiting task can be
 * sent only when another is known to have ended. While the balance is used up, only creates are held up:
 * results cost nothing.
 */
export function lookSendTime(
  { pausedUntil, ...rest }: Pace,
  sent: SentMinute,
  now: number,
  { waiting, typical }: Backlog,
): number {
  const pace: Pace = { ...rest, pausedUntil: rest.pausedFor === 'balance' ? 0 : pausedUntil }
  const allowed = allowedNow(pace, now)
  const share = (looks: number) => Math.max(1, Math.floor((allowed * looks) / looksPerMinute.of))
  const most = share(looksPerMinute.most)
  // No need to find out which look leaves the minute first: it is enough to ask again in a second.
  if (sent.looks.length >= most) return Math.max(sendTime(pace, sent, now), now + 1_000)
  const perTask = (typical ?? minute) / pace.atOnce
  const soon = Math.min(waiting, Math.ceil(minute / perTask))
  const left = Math.min(most - sent.looks.length, allowed - sent.at.length - soon)
  const time = Math.min(minute, (waiting + pace.atOnce) * perTask)
  const isScarce = left <= share(looksPerMinute.scarce)
  const gap = isScarce ? Math.min(time / Math.max(1, left), createsForALook * perTask) : 0
  return Math.max(sendTime(pace, sent, now), (sent.looks.at(-1) ?? 0) + gap)
}
