import { expect, test } from 'vitest'
import {
  allowedNow,
  eased,
  held,
  lookSendTime,
  opened,
  type Pace,
  raised,
  reported,
  sendTime,
} from '../../../../relay/queue/pace.ts'

const now = 1_000_000_000_000
const minute = 60_000
const rateWindow = 62_000
const pace: Pace = {
  perMinute: 56,
  easedPercent: 100,
  easedAt: 0,
  atOnce: 4,
  raisedAt: now,
  pausedUntil: 0,
  pausedFor: null,
}
const sentAt = (count: number, ago = 1_000, looks = 0) => {
  const at = Array.from({ length: count }, () => now - ago)
  return { at, looks: at.slice(0, looks) }
}

test('a request waits until the minute has room, and as long again as the first ones may take to arrive', () => {
  expect(sendTime(pace, sentAt(55), now)).toBe(now)
  expect(sendTime(pace, sentAt(56), now)).toBe(now - 1_000 + rateWindow)
  expect(sendTime(pace, sentAt(60), now)).toBe(now - 1_000 + rateWindow)
  expect(sendTime(pace, sentAt(0), now)).toBe(now)
})

/** When the next look may be sent, from now, after looks and creates a second ago. */
const untilLook = (
  looks: number,
  creates: number,
  backlog: Parameters<typeof lookSendTime>[3],
  atOnce = 10,
) => lookSendTime({ ...pace, atOnce }, sentAt(looks + creates, 1_000, looks), now, backlog) - now
const idle = { waiting: 0, typical: 60_000 }

test('looks take half of the minute at most', () => {
  expect(untilLook(12, 0, idle)).toBe(0)
  expect(untilLook(30, 0, idle)).toBe(1_000)
  expect(untilLook(0, 56, idle)).toBe(rateWindow - 1_000)
})

test('looks leave the minute to the creates that follow in it, and are spread over what is left', () => {
  // Thirty follow ten: sixteen looks are left, and then twelve.
  expect(untilLook(0, 10, { waiting: 30, typical: 7_500 })).toBe(0)
  expect(untilLook(4, 10, { waiting: 30, typical: 7_500 })).toBe(1_500)
  // Of tasks that take long, few follow.
  expect(untilLook(4, 10, { waiting: 200, typical: 60_000 })).toBe(0)
  expect(untilLook(4, 10, { waiting: 200, typical: null })).toBe(0)
})

test('however many creates wait, looks go on: without an end nothing can follow', () => {
  expect(untilLook(10, 20, { waiting: 200, typical: 7_500 })).toBe(2_000)
  expect(untilLook(10, 20, { waiting: 200, typical: 60_000 }, 50)).toBe(3_800)
})

test('one more at once every few seconds, up to what the owner allows', () => {
  expect(raised(pace, now + 2_999, 10)).toBe(pace)
  expect(raised(pace, now + 3_000, 10)).toMatchObject({ atOnce: 5, raisedAt: now + 3_000 })
  // A long rest is no reason to start with all at once.
  expect(raised(pace, now + 600_000, 10).atOnce).toBe(5)
  expect(raised({ ...pace, atOnce: 10 }, now + 600_000, 10).atOnce).toBe(10)
  expect(raised({ ...pace, atOnce: 10 }, now, 3).atOnce).toBe(3)
})

test('a refusal halves the pace, and those that come with it count once', () => {
  const once = eased({ ...pace, atOnce: 9 }, now, 5_000)
  expect(once).toMatchObject({ atOnce: 4, pausedUntil: now + 5_000 })
  expect(allowedNow(once, now)).toBe(28)
  expect(eased(once, now + 100, 5_000)).toEqual({ ...once, pausedUntil: now + 5_100 })
  expect(sendTime(once, sentAt(0), now)).toBe(now + 5_000)
  // However often it is refused, something is sent.
  let least = pace
  for (let n = 1; n < 50; n++) least = eased(least, now + n * 10_000, 1_000)
  expect(least.atOnce).toBe(1)
  expect(allowedNow(least, now + 500_000)).toBeGreaterThanOrEqual(1)
  // And it recovers.
  expect(allowedNow(once, now + 60 * minute)).toBe(56)
})

test('what HiAPI reports of its limits is obeyed', () => {
  const limits = { limit: 30, remaining: 12, resetIn: 20_000 }
  expect(reported(pace, limits, now).perMinute).toBeLessThanOrEqual(30)
  expect(reported(pace, limits, now).pausedUntil).toBe(0)
  expect(reported(pace, { ...limits, remaining: 0 }, now).pausedUntil).toBe(now + 20_000)
  expect(reported(pace, { limit: null, remaining: null, resetIn: null }, now)).toEqual(pace)
  expect(reported(pace, { limit: 0, remaining: null, resetIn: null }, now)).toEqual(pace)
})

test('while all is held up one is tried a minute, and its success opens the rest', () => {
  const paused = held(pace, 'balance', now)
  expect(sendTime(paused, sentAt(0), now)).toBe(now + minute)
  expect(opened(paused)).toEqual(pace)
  expect(opened(pace)).toBe(pace)
})
