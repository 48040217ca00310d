import { describe, expect, it } from 'vitest'
import { TaskId } from '../../../plugin/protocol/ids.ts'
import type { Client } from '../../../ui/hiapi/client.ts'
import type { Task } from '../../../ui/hiapi/contract.ts'
import { HiApiError } from '../../../ui/hiapi/errors.ts'
import { createPoller } from '../../../ui/run/poller.ts'
import { createVirtualClock } from '../../hiapi/virtual-clock.ts'

const minute = 60_000
const signal = new AbortController().signal
const blind = { onStatus: () => {}, onTrouble: () => {} }

interface Made {
  readonly id: TaskId
  /** When it ends, milliseconds since 1970. */
  readonly endsAt: number
}

/** An account whose newest tasks are other people's business, and a poller that watches some of ours. */
function create({ others = 0, perMinute = 56 } = {}) {
  const clock = createVirtualClock()
  const ours: Made[] = []
  const asked: { readonly at: number; readonly what: string }[] = []
  const network = { down: false }
  const taskOf = ({ id, endsAt }: Made): Task => ({
    id,
    status: clock.now() >= endsAt ? 'succeeded' : 'generating',
    created: null,
    pictureUrl: 'https://cdn.example/1.png',
    error: null,
  })
  const ask = (what: string) => {
    asked.push({ at: clock.now(), what })
    if (network.down) throw new HiApiError('unreachable')
  }
  const client: Client = {
    createTask: () => Promise.reject(new Error('not here')),
    async getTask(id) {
      await clock.sleep(100)
      ask(id)
      const made = ours.find((each) => each.id === id)
      if (made === undefined) throw new Error('no such task')
      return taskOf(made)
    },
    async listTasks(page) {
      await clock.sleep(100)
      ask(`page ${String(page)}`)
      const strangers = Array.from({ length: others }, (_, index) =>
        taskOf({ id: TaskId.parse(`other-${String(index)}`), endsAt: 0 }),
      )
      const all = [...strangers, ...ours.map(taskOf)]
      const tasks = all.slice((page - 1) * 100, page * 100)
      return { tasks, isLast: tasks.length < 100 }
    },
  }
  const budget = { perMinute: () => perMinute }
  /** Time that passed while the computer slept and no timer fired. */
  const slept = { ms: 0 }
  const wall = {
    now: () => clock.now() + slept.ms,
    monotonic: () => clock.monotonic() + slept.ms,
    sleep: clock.sleep,
  }
  const poller = createPoller({ client, clock: wall, random: () => 0, budget })
  const watch = (name: string, lasts: number) => {
    const made = { id: TaskId.parse(name), endsAt: clock.now() + lasts }
    ours.push(made)
    return poller.watch(made.id, clock.now(), blind, signal)
  }
  return { clock, asked, network, poller, watch, slept }
}

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
    const { clock, network, watch, poller, slept } = create()
    const tasks = ['a', 'b', 'c'].map((name) => watch(name, 5_000))
    await clock.advance(500)
    slept.ms = 60 * minute
    network.down = true
    poller.wake()
    await clock.advance(20_000)
    network.down = false
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
