import { expect, test } from 'vitest'
import {
  allowedNow,
  eased,
  held,
  looksPerMinute,
  opened,
  type Pace,
  raised,
  reported,
  sendTime,
} from '../../../../relay/queue/pace.ts'

const now = 1_000_000_000_000
const minute = 60_000
const pace: Pace = {
  perMinute: 56,
  easedPercent: 100,
  easedAt: 0,
  atOnce: 4,
  raisedAt: now,
  pausedUntil: 0,
  pausedFor: null,
}
const create = { isLook: false, isCreateWaiting: true }
const look = { isLook: true, isCreateWaiting: false }
const sentAt = (count: number, ago = 1_000, looks = 0) => ({
  at: Array.from({ length: count }, () => now - ago),
  looks,
})

test('a request waits until the minute has room', () => {
  expect(sendTime(pace, sentAt(55), now, create)).toBe(now)
  expect(sendTime(pace, sentAt(56), now, create)).toBe(now - 1_000 + minute)
  expect(sendTime(pace, sentAt(60), now, create)).toBe(now - 1_000 + minute)
  expect(sendTime(pace, sentAt(0), now, create)).toBe(now)
})

test('looks make room for creates', () => {
  const { most, besideCreates } = looksPerMinute
  const beside = { isLook: true, isCreateWaiting: true }
  expect(sendTime(pace, sentAt(20, 1_000, besideCreates - 1), now, beside)).toBe(now)
  expect(sendTime(pace, sentAt(20, 1_000, besideCreates), now, beside)).toBeGreaterThan(now)
  expect(sendTime(pace, sentAt(20, 1_000, besideCreates), now, look)).toBe(now)
  expect(sendTime(pace, sentAt(40, 1_000, most), now, look)).toBeGreaterThan(now)
  expect(sendTime(pace, sentAt(40, 1_000, most), now, create)).toBe(now)
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
  expect(sendTime(once, sentAt(0), now, create)).toBe(now + 5_000)
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
  expect(sendTime(paused, sentAt(0), now, create)).toBe(now + minute)
  expect(opened(paused)).toEqual(pace)
  expect(opened(pace)).toBe(pace)
})
