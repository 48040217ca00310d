import { describe, expect, it } from 'vitest'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'
import { type Observer, StillRunningError } from '../../../../../ui/services/polling/poller.ts'
import { minute, hour, signal, blind, create } from './watched-account.ts'

describe('the poller', () => {
  it('asks at once when it is woken', async () => {
    const { clock, asked, poller, watch } = create()
    const task = watch('a', 10 * minute)
    await clock.advance(3 * minute)
    asked.length = 0
    await clock.advance(1)
    poller.wake()
    await clock.advance(150)
    expect(asked).toHaveLength(1)
    await clock.run(task)
  })

  it('stops waiting ten minutes after it began, and not before', async () => {
    const { clock, watch } = create()
    const start = clock.now()
    await expect(clock.run(watch('a', 60 * minute))).rejects.toThrow('')
    expect(clock.now() - start).toBeGreaterThan(10 * minute)
    expect(clock.now() - start).toBeLessThan(11 * minute)
  })

  it('has patience after a long sleep with a network that is slow to wake', async () => {
    const { clock, obstacle, watch, poller, sleep } = create()
    const tasks = ['a', 'b', 'c'].map((name) => watch(name, 5_000))
    await clock.advance(500)
    sleep(hour)
    obstacle.of = () => new HiApiError('unreachable')
    poller.wake()
    await clock.advance(20_000)
    obstacle.of = () => null
    const ended = await clock.run(Promise.all(tasks))
    expect(ended.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded'])
  })

  it('goes on to the pages of the list where its tasks are', async () => {
    const { clock, asked, watch } = create({ others: 250 })
    await clock.run(
      Promise.all(Array.from({ length: 10 }, (_, i) => watch(`t${String(i)}`, 5_000))),
    )
    expect(asked.map(({ what }) => what)).toContain('page 3')
    // One by one only for the last two.
    expect(asked.filter(({ what }) => !what.startsWith('page')).length).toBeLessThan(10)
  })

  it('asks in turn for tasks that no list shows', async () => {
    const { clock, asked, watch } = create({ others: 1_000 })
    const names = Array.from({ length: 6 }, (_, index) => `t${String(index)}`)
    await clock.run(Promise.all(names.map((name) => watch(name, 20_000))))
    expect(new Set(asked.map(({ what }) => what).filter((what) => what.startsWith('t')))).toEqual(
      new Set(names),
    )
  })

  it.each([
    [560, 160],
    [56, 40],
    [28, 20],
    [6, 6],
  ])('with %i requests a minute for everything, asks %i times at the most', async (all, most) => {
    const { clock, asked, watch } = create({ perMinute: all, others: 300 })
    const tasks = Array.from({ length: 200 }, (_, index) =>
      watch(`t${String(index)}`, index * 2_000),
    )
    // Where looks are few, some are given up as still running: that is not what is asked here.
    await clock.run(Promise.allSettled(tasks))
    const inMinuteTo = (end: number) => asked.filter(({ at }) => at > end - minute && at <= end)
    expect(Math.max(...asked.map(({ at }) => inMinuteTo(at).length))).toBeLessThanOrEqual(most)
  })
})

it('counts the deadline of an older task from the moment it is watched', async () => {
  const { clock, computer, make, poller } = create()
  const start = clock.now()
  const ended = poller.watch(make('a', 8 * minute), computer.now() - 9 * minute, blind, signal)
  expect((await clock.run(ended)).status).toBe('succeeded')
  expect(clock.now() - start).toBeGreaterThan(8 * minute)
})

describe('two that watch one task', () => {
  it('are both told of each look and of its end, for one request', async () => {
    const { clock, asked, computer, make, poller } = create()
    const seen: string[] = []
    const watching = (name: string): Observer => ({
      ...blind,
      onStatus: (status) => seen.push(`${name} ${status}`),
    })
    const task = make('a', minute)
    const first = poller.watch(task, computer.now(), watching('first'), signal)
    await clock.advance(5_000)
    const second = poller.watch(task, computer.now(), watching('second'), signal)
    asked.length = 0
    seen.length = 0
    const ended = await clock.run(Promise.all([first, second]))
    expect(ended.map(({ status }) => status)).toEqual(['succeeded', 'succeeded'])
    expect(seen).toEqual(
      asked.flatMap((_, index) => {
        const status = index + 1 === asked.length ? 'succeeded' : 'generating'
        return [`first ${status}`, `second ${status}`]
      }),
    )
  })

  it('leave it one by one', async () => {
    const { clock, computer, make, poller } = create()
    const task = make('a', minute)
    const stop = new AbortController()
    const first = poller.watch(task, computer.now(), blind, stop.signal)
    const second = poller.watch(task, computer.now(), blind, signal)
    stop.abort(new Error('stopped'))
    await expect(first).rejects.toThrow('stopped')
    expect((await clock.run(second)).status).toBe('succeeded')
  })

  it('each have ten minutes', async () => {
    const { clock, computer, make, poller } = create()
    const task = make('a', 14 * minute)
    const first = poller.watch(task, computer.now(), blind, signal)
    const late = expect(first).rejects.toThrow(StillRunningError)
    await clock.advance(5 * minute)
    const second = poller.watch(task, computer.now(), blind, signal)
    await clock.run(late)
    expect((await clock.run(second)).status).toBe('succeeded')
  })
})
