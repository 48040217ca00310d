import { TaskId } from '../../../../../contract/model/ids.ts'
import type { Client } from '../../../../../ui/services/hiapi/client.ts'
import type { Task } from '../../../../../contract/hiapi/schemas.ts'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'
import { type Observer, createPoller } from '../../../../../ui/services/polling/poller.ts'
import { adjustable } from '../../../../adjustable-clock.ts'
import { createVirtualClock } from '../../../../hiapi/virtual-clock.ts'

/** Milliseconds of a minute. */
export const minute = 60_000

/** Milliseconds of an hour. */
export const hour = 60 * minute

/** A signal that never aborts. */
export const signal = new AbortController().signal

/** An observer that does nothing. */
export const blind: Observer = { onStatus: () => {}, onTrouble: () => {} }

interface Made {
  readonly id: TaskId
  /** When it ends, milliseconds since 1970. */
  readonly endsAt: number
}

/** An account whose newest tasks are other people's business, and a poller that watches some of ours. */
export function create({ others = 0, perMinute = 56 } = {}) {
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
