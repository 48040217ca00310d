import { describe, expect, it } from 'vitest'
import { createBudget } from '../../../ui/hiapi/budget.ts'
import { readRateLimits } from '../../../ui/hiapi/rate-limits.ts'
import { createVirtualClock } from '../../hiapi/virtual-clock.ts'

const signal = new AbortController().signal
const nothing = { limit: null, remaining: null, reset: null }

function create() {
  const clock = createVirtualClock()
  const budget = createBudget(clock, () => 0)
  /** How many requests go out in so many minutes from now. */
  const sentIn = async (minutes: number) => {
    let sent = 0
    const stop = new AbortController()
    const sending = (async () => {
      for (;;) {
        await budget.take(stop.signal)
        sent++
      }
    })().catch(() => {})
    await clock.advance(minutes * 60_000 - 1)
    stop.abort()
    await sending
    return sent
  }
  return { clock, budget, sentIn }
}

describe('the budget of requests', () => {
  it('stays below the documented limit, in every minute', async () => {
    const { sentIn } = create()
    expect(await sentIn(1)).toBe(56)
    expect(await sentIn(3)).toBeLessThanOrEqual(3 * 56)
  })

  it('takes the limit that the API tells', async () => {
    const { budget, sentIn } = create()
    budget.heed({ ...nothing, limit: 600 })
    expect(await sentIn(1)).toBe(560)
    budget.heed({ ...nothing, limit: 30 })
    expect(budget.perMinute()).toBe(28)
  })

  it('waits for the reset when nothing is left, but never longer than a minute', async () => {
    const { clock, budget } = create()
    const start = clock.now()
    budget.heed({ ...nothing, remaining: 0, reset: start + 7_000 })
    expect(budget.pausedUntil()).toBe(start + 7_000)
    await clock.run(budget.take(signal))
    expect(clock.now()).toBe(start + 7_000)
    budget.heed({ ...nothing, remaining: 0, reset: clock.now() + 86_400_000 })
    expect(budget.pausedUntil()).toBe(clock.now() + 60_000)
  })

  it('asks less after refusals, and more again when they stay away', async () => {
    const { clock, budget } = create()
    budget.refused(null)
    expect(budget.perMinute()).toBe(28)
    await clock.advance(60_000)
    expect(budget.perMinute()).toBe(35)
    await clock.advance(10 * 60_000)
    expect(budget.perMinute()).toBe(56)
  })

  it('takes refusals of requests that were under way together for one', () => {
    const { budget } = create()
    for (let index = 0; index < 10; index++) budget.refused(5_000)
    expect(budget.perMinute()).toBe(28)
  })

  it('never stops trying, however often it is refused, and waits longer each time', async () => {
    const { clock, budget } = create()
    const waits: number[] = []
    for (let index = 0; index < 6; index++) {
      budget.refused(null)
      waits.push((budget.pausedUntil() ?? 0) - clock.now())
      await clock.run(budget.take(signal))
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000])
    expect(budget.perMinute()).toBe(6)
  })
})

describe('rate limit headers', () => {
  const read = (headers: Record<string, string>) => readRateLimits(new Headers(headers))

  it('are read where a page may read them', () => {
    expect(
      read({
        'X-RateLimit-Limit': '60',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': '1767225600',
      }),
    ).toEqual({ limit: 60, remaining: 0, reset: 1_767_225_600_000 })
  })

  it.each(['', 'soon', '-1', '1.5', '1e9', '9'.repeat(20)])(
    'are left alone when odd: %j',
    (odd) => {
      expect(read({ 'X-RateLimit-Limit': odd }).limit).toBeNull()
      expect(read({})).toEqual(nothing)
    },
  )
})
