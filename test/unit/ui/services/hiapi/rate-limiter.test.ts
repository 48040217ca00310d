import { describe, expect, it } from 'vitest'
import { createRateLimiter } from '../../../../../ui/services/hiapi/rate-limiter.ts'
import { createTransport } from '../../../../../ui/services/hiapi/transport.ts'
import { readRateLimits } from '../../../../../contract/hiapi/rate-limit-headers.ts'
import { adjustable } from '../../../../adjustable-clock.ts'
import { createVirtualClock } from '../../../../hiapi/virtual-clock.ts'

const signal = new AbortController().signal
const nothing = { limit: null, remaining: null, resetIn: null }

function create() {
  const clock = createVirtualClock()
  const computer = adjustable(clock)
  const rateLimiter = createRateLimiter(computer, () => 0)
  /** How many requests go out in so many minutes from now. */
  const sentIn = async (minutes: number) => {
    let sent = 0
    const stop = new AbortController()
    const sending = (async () => {
      for (;;) {
        await rateLimiter.take(stop.signal)
        sent++
      }
    })().catch(() => {})
    await clock.advance(minutes * 60_000 - 1)
    stop.abort()
    await sending
    return sent
  }
  return { clock, computer, rateLimiter, sentIn }
}

describe('the budget of requests', () => {
  it('stays below the documented limit, in every minute', async () => {
    const { sentIn } = create()
    expect(await sentIn(1)).toBe(56)
    expect(await sentIn(3)).toBeLessThanOrEqual(3 * 56)
  })

  it('takes the limit that the API tells', async () => {
    const { rateLimiter, sentIn } = create()
    rateLimiter.updateFromHeaders({ ...nothing, limit: 600 })
    expect(await sentIn(1)).toBe(560)
    rateLimiter.updateFromHeaders({ ...nothing, limit: 30 })
    expect(rateLimiter.perMinute()).toBe(28)
  })

  it('is the documented one again where another address tells none, as after a relay', async () => {
    const { computer, rateLimiter } = create()
    const answers = [
      Response.json({ data: {} }, { headers: { 'x-ratelimit-limit': '600' } }),
      new Response('', { status: 502 }),
      Response.json({ data: {} }),
    ]
    const transport = createTransport({
      fetch: () => Promise.resolve(answers.shift() ?? Response.error()),
      clock: computer,
      rateLimiter,
      network: { online: () => true, refusedByPolicy: () => Promise.resolve(false) },
      account: () => ({ apiAddress: 'https://api.example', apiKey: 'k' }),
    })
    const allowed: number[] = []
    for (let count = 0; count < 3; count++) {
      const request = { method: 'GET', path: 'tasks', limit: 1_000, signal } as const
      await transport.send(request, () => true).catch(() => {})
      allowed.push(rateLimiter.perMinute())
    }
    expect(allowed).toEqual([560, 560, 56])
  })

  it('waits for the reset when nothing is left', async () => {
    const { clock, rateLimiter } = create()
    const start = clock.monotonic()
    rateLimiter.updateFromHeaders({ ...nothing, remaining: 0, resetIn: 7_000 })
    expect(rateLimiter.pausedUntil()).toBe(start + 7_000)
    await clock.run(rateLimiter.take(signal))
    expect(clock.monotonic()).toBe(start + 7_000)
  })

  it('asks less after refusals, and more again when they stay away', async () => {
    const { clock, rateLimiter } = create()
    rateLimiter.onRateLimited(null)
    expect(rateLimiter.perMinute()).toBe(28)
    await clock.advance(60_000)
    expect(rateLimiter.perMinute()).toBe(35)
    await clock.advance(10 * 60_000)
    expect(rateLimiter.perMinute()).toBe(56)
  })

  it('takes refusals of requests that were under way together for one', () => {
    const { rateLimiter } = create()
    for (let index = 0; index < 10; index++) rateLimiter.onRateLimited(5_000)
    expect(rateLimiter.perMinute()).toBe(28)
  })

  it('waits longer each time, though it is told to wait for nothing', async () => {
    const { clock, rateLimiter } = create()
    for (const wait of [1_000, 2_000, 4_000]) {
      rateLimiter.onRateLimited(0)
      expect((rateLimiter.pausedUntil() ?? 0) - clock.monotonic()).toBe(wait)
      await clock.run(rateLimiter.take(signal))
    }
  })

  it('never stops trying, however often it is refused, and waits longer each time', async () => {
    const { clock, rateLimiter } = create()
    const waits: number[] = []
    for (let index = 0; index < 6; index++) {
      rateLimiter.onRateLimited(null)
      waits.push((rateLimiter.pausedUntil() ?? 0) - clock.monotonic())
      await clock.run(rateLimiter.take(signal))
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
    expect(rateLimiter.perMinute()).toBe(6)
  })
})

describe.each([-72, -2, 2, 72])('a wall clock that is set by %i hours', (hours) => {
  const jump = hours * 3_600_000

  it('neither holds requests back nor lets more go out', async () => {
    const { computer, sentIn } = create()
    expect(await sentIn(1)).toBe(56)
    computer.jump(jump)
    expect(await sentIn(1)).toBe(56)
    computer.jump(-jump)
    expect(await sentIn(1)).toBe(56)
  })

  it('changes nothing of a pause', async () => {
    const { clock, rateLimiter, computer } = create()
    rateLimiter.onRateLimited(7_000)
    await clock.advance(1_000)
    computer.jump(jump)
    await clock.run(rateLimiter.take(signal))
    expect(clock.monotonic()).toBe(7_000)
  })

  it('changes nothing of how much is asked after a refusal', async () => {
    const { clock, rateLimiter, computer } = create()
    rateLimiter.onRateLimited(null)
    computer.jump(jump)
    expect(rateLimiter.perMinute()).toBe(28)
    await clock.advance(60_000)
    expect(rateLimiter.perMinute()).toBe(35)
  })
})

describe('rate limit headers', () => {
  const now = Date.UTC(2026, 0, 1)
  const read = (headers: Record<string, string>) => readRateLimits(new Headers(headers), now)
  const seconds = (time: number) => String(time / 1000)

  it('are read where a page may read them', () => {
    expect(
      read({
        'X-RateLimit-Limit': '60',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': seconds(now + 7_000),
      }),
    ).toEqual({ limit: 60, remaining: 0, resetIn: 7_000 })
  })

  it.each([
    ['an hour ahead', now + 3_600_000, 60_000],
    ['two hours back', now - 7_200_000, 0],
    ['in seconds to go', 30_000, 0],
  ])('tell a reset %s as a wait of at most a minute', (_, reset, resetIn) => {
    expect(read({ 'X-RateLimit-Reset': seconds(reset) }).resetIn).toBe(resetIn)
  })

  it.each(['', 'soon', '-1', '1.5', '1e9', '9'.repeat(20)])(
    'are left alone when odd: %j',
    (odd) => {
      expect(read({ 'X-RateLimit-Limit': odd }).limit).toBeNull()
      expect(read({})).toEqual(nothing)
    },
  )
})
