import { describe, expect, it, vi } from 'vitest'
import { TaskId } from '../../../../../contract/model/ids.ts'
import type { Client } from '../../../../../ui/services/hiapi/client.ts'
import type { Task } from '../../../../../contract/hiapi/schemas.ts'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'
import {
  type Observer,
  StillRunningError,
  createPoller,
} from '../../../../../ui/services/polling/poller.ts'
import { adjustable } from '../../../../adjustable-clock.ts'
import { createVirtualClock } from '../../../../hiapi/virtual-clock.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const signal = new AbortController().signal
const blind: Observer = { onStatus: () => {}, onTrouble: () => {} }

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
  /** What a request meets in place of its answer. */
  const obstacle: { of: (what: string) => Error | null } = { of: () => null }
  const taskOf = ({ id, endsAt }: Made): Task => ({
    id,
    hiapiId: id,
    status: clock.now() >= endsAt ? 'succeeded' : 'generating',
    created: null,
    completed: null,
    pictureUrl: 'https://cdn.example/1.png',
    expires: null,
    error: null,
  })
  const ask = (what: string) => {
    asked.push({ at: clock.now(), what })
    const error = obstacle.of(what)
    if (error !== null) throw error
  }
  const client: Client = {
    createTask: () => Promise.reject(new Error('not here')),
    async getTask(id) {
      await clock.sleep(100)
      ask(id)
      const made = ours.find((each) => each.id === id)
      if (made === undefined) throw new HiApiError('task-unknown')
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
  const computer = adjustable(clock)
  /** Time that passed while the computer slept and no timer fired. */
  const slept = { ms: 0 }
  const allowed = { perMinute: () => perMinute }
  const poller = createPoller({
    client,
    clock: { ...computer, monotonic: () => computer.monotonic() + slept.ms },
    random: () => 0,
    rateLimiter: { perMinute: () => allowed.perMinute() },
  })
  const make = (name: string, lasts: number): TaskId => {
    const made = { id: TaskId.parse(name), endsAt: clock.now() + lasts }
    ours.push(made)
    return made.id
  }
  const watch = (name: string, lasts: number, observer = blind) =>
    poller.watch(make(name, lasts), computer.now(), observer, signal)
  /** The computer's clock goes on as well. */
  const sleep = (ms: number) => {
    computer.jump(ms)
    slept.ms += ms
  }
  return { allowed, clock, computer, asked, obstacle, poller, make, watch, sleep }
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

describe.each([-1, -60, 1, 9])('a wall clock that is set by %i hours', (hours) => {
  it.each([1, 2, 5])('while %i tasks are watched changes no look', async (count) => {
    const looksOf = async (jump: number) => {
      const { clock, computer, asked, watch } = create()
      const tasks = Array.from({ length: count }, (_, index) => watch(`t${String(index)}`, minute))
      await clock.advance(8_000)
      computer.jump(jump)
      const ended = await clock.run(Promise.all(tasks))
      expect(ended.map(({ status }) => status)).toEqual(Array(count).fill('succeeded'))
      return asked
    }
    expect(await looksOf(hours * hour)).toEqual(await looksOf(0))
  })

  it('between the create and the watching of a task ends nothing', async () => {
    const { clock, computer, asked, make, poller } = create()
    const created = computer.now()
    computer.jump(hours * hour)
    const ended = poller.watch(make('a', minute), created, blind, signal)
    await clock.advance(20_000)
    expect(asked.length).toBeGreaterThan(0)
    expect((await clock.run(ended)).status).toBe('succeeded')
  })

  it('does not shorten the time for which a new task may be unknown', async () => {
    const { clock, computer, make, obstacle, poller } = create()
    const created = computer.now()
    computer.jump(hours * hour)
    obstacle.of = () => new HiApiError('task-unknown')
    const ended = poller.watch(make('a', minute), created, blind, signal)
    await clock.advance(20_000)
    obstacle.of = () => null
    expect((await clock.run(ended)).status).toBe('succeeded')
  })

  it('does not move the deadline', async () => {
    const { clock, computer, watch } = create()
    const start = clock.now()
    const ended = watch('a', day)
    const outcome = expect(ended).rejects.toThrow(StillRunningError)
    await clock.advance(8_000)
    computer.jump(hours * hour)
    await clock.run(outcome)
    expect(clock.now() - start).toBeGreaterThan(10 * minute)
    expect(clock.now() - start).toBeLessThan(11 * minute)
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

describe('nothing ends the watching but the tasks’ own ends', () => {
  it('not an observer that throws, which the others do not notice', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { clock, obstacle, watch } = create()
    const broken = () => {
      throw new Error('a broken view')
    }
    const seen: string[] = []
    const tasks = [
      watch('a', minute, { onStatus: broken, onTrouble: broken }),
      watch('b', minute, { ...blind, onTrouble: () => seen.push('trouble') }),
    ]
    await clock.advance(5_000)
    obstacle.of = () => new HiApiError('unreachable')
    await clock.advance(10_000)
    obstacle.of = () => null
    const ended = await clock.run(Promise.all(tasks))
    expect(ended.map(({ status }) => status)).toEqual(['succeeded', 'succeeded'])
    expect(seen.length).toBeGreaterThan(0)
    expect(complaints).toHaveBeenCalled()
    complaints.mockRestore()
  })

  it.each([1, 5])(
    'not a mistake inside a look at %i tasks, after which it waits longer',
    async (count) => {
      const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
      const { clock, asked, obstacle, watch } = create()
      const tasks = Array.from({ length: count }, (_, index) => watch(`t${String(index)}`, minute))
      await clock.advance(5_000)
      asked.length = 0
      obstacle.of = () => new RangeError('a mistake of ours')
      await clock.advance(20_000)
      expect(asked.length).toBeGreaterThan(1)
      expect(asked.length).toBeLessThan(10)
      obstacle.of = () => null
      const ended = await clock.run(Promise.all(tasks))
      expect(ended.map(({ status }) => status)).toEqual(Array(count).fill('succeeded'))
      expect(complaints).toHaveBeenCalled()
      complaints.mockRestore()
    },
  )

  it('not a mistake between two looks', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { allowed, clock, poller, watch } = create()
    const { perMinute } = allowed
    const ended = watch('a', minute)
    allowed.perMinute = () => {
      throw new RangeError('a mistake of ours')
    }
    poller.wake()
    await clock.advance(20_000)
    expect(complaints.mock.calls.length).toBeGreaterThan(1)
    expect(complaints.mock.calls.length).toBeLessThan(10)
    allowed.perMinute = perMinute
    expect((await clock.run(ended)).status).toBe('succeeded')
    complaints.mockRestore()
  })

  it('not what is wrong with another task', async () => {
    const { clock, obstacle, watch } = create()
    obstacle.of = (what) => (what === 'a' ? new HiApiError('refused') : null)
    const refused = expect(watch('a', minute)).rejects.toThrow('refused')
    const other = watch('b', minute)
    await clock.run(refused)
    expect((await clock.run(other)).status).toBe('succeeded')
  })
})

it.each([
  [0, 10],
  [30_000, 3],
])(
  'after a failed look with a Retry-After of %i ms asks %i times a minute at most',
  async (retryAfter, most) => {
    const { clock, asked, obstacle, watch } = create()
    const ended = watch('a', 5 * minute)
    await clock.advance(5_000)
    asked.length = 0
    obstacle.of = () => new HiApiError('unavailable', { retryAfter })
    await clock.advance(minute)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.length).toBeLessThanOrEqual(most)
    obstacle.of = () => null
    expect((await clock.run(ended)).status).toBe('succeeded')
  },
)
