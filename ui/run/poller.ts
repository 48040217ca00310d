import type { TaskId } from '../../plugin/protocol/ids.ts'
import type { Clock } from '../clock.ts'
import type { Client } from '../hiapi/client.ts'
import type { Task, TaskStatus } from '../hiapi/contract.ts'
import { TaskUnknownError } from '../hiapi/errors.ts'
import { mayRetry, waitBefore } from '../hiapi/retry.ts'
import { type Lifetime, nextLook } from './cadence.ts'

/** After this long by the wall we stop waiting; the task may still end well. */
const deadline = 10 * 60_000
/** A task that was just created may not be known to every server yet. */
const unknownTolerated = 30_000
/** Up to so many tasks are asked for one by one; more, by one list. */
const mostById = 2

/** Looks may not exceed 40 requests in any minute: a bucket of 10, filled by 30 a minute. */
const bucket = { size: 10, perRequest: 2_000 }

/** The deadline passed, and the task was still running when it was last asked about. */
export class StillRunningError extends Error {
  override readonly name = 'StillRunningError'
}

export interface PollerParts {
  readonly client: Client
  readonly clock: Clock
  readonly random: () => number
}

/** The one place from which all running tasks are asked about. */
export interface Poller {
  /**
   * Watches a task until it has ended.
   *
   * @param created when it was created; the deadline counts from now
   * @throws {StillRunningError | HiApiError} or the reason of the aborted signal
   */
  watch(
    task: TaskId,
    created: number,
    onStatus: (status: TaskStatus) => void,
    signal: AbortSignal,
  ): Promise<Task>
  /** Asks at once: the window was hidden, or the network is back. */
  wake(): void
}

interface Watched {
  readonly id: TaskId
  readonly created: number
  readonly until: number
  /** When it was last seen running. */
  seen: number
  onStatus(status: TaskStatus): void
  resolve(task: Task): void
  reject(error: Error): void
}

export function createPoller({ client, clock, random }: PollerParts): Poller {
  const watched = new Map<TaskId, Watched>()
  const learned: Lifetime[] = []
  let looping = false
  let last = 0
  let failures = 0
  let tokens = { count: bucket.size, at: 0 }
  let nap = new AbortController()

  async function loop(): Promise<void> {
    looping = true
    while (watched.size > 0) {
      if (await slept()) await look()
    }
    looping = false
  }

  /** Waits for the next look; false when it was disturbed and the time is to be worked out anew. */
  async function slept(): Promise<boolean> {
    nap = new AbortController()
    const wait = nextTime() - clock.now()
    if (wait <= 0) return true
    try {
      await clock.sleep(wait, nap.signal)
      return true
    } catch {
      // Disturbed on purpose: a task came or went, or the window woke.
      return nap.signal.reason === 'look'
    }
  }

  function nextTime(): number {
    const created = [...watched.values()].map((each) => each.created)
    const wanted =
      failures === 0
        ? nextLook(last, created, learned, tokensAt(clock.now()) / bucket.size)
        : last + waitBefore(failures, null, random())
    const cost = watched.size <= mostById ? watched.size : 1
    const missing = Math.max(0, cost - tokensAt(clock.now()))
    return Math.max(wanted, clock.now() + missing * bucket.perRequest)
  }

  function tokensAt(now: number): number {
    return Math.min(bucket.size, tokens.count + (now - tokens.at) / bucket.perRequest)
  }

  function spend(): void {
    const now = clock.now()
    tokens = { count: tokensAt(now) - 1, at: now }
  }

  async function look(): Promise<void> {
    const asked = [...watched.values()]
    const signal = new AbortController().signal
    try {
      if (asked.length <= mostById) await lookOneByOne(asked, signal)
      else await lookAtList(asked, signal)
      failures = 0
    } catch (error) {
      failures++
      // Nothing that a later look could mend: the same for every task.
      if (!mayRetry(error)) for (const each of asked) end(each, () => each.reject(error as Error))
    }
    last = clock.now()
    for (const each of asked) giveUpAfterDeadline(each)
  }

  async function lookOneByOne(asked: readonly Watched[], signal: AbortSignal): Promise<void> {
    for (const each of asked) {
      spend()
      const sent = clock.now()
      try {
        notice(each, await client.getTask(each.id, signal), sent)
      } catch (error) {
        if (!(error instanceof TaskUnknownError)) throw error
        if (clock.now() - each.created > unknownTolerated) end(each, () => each.reject(error))
      }
    }
  }

  async function lookAtList(asked: readonly Watched[], signal: AbortSignal): Promise<void> {
    spend()
    const sent = clock.now()
    const rows = new Map((await client.listTasks(signal)).map((task) => [task.id, task]))
    const missing: Watched[] = []
    for (const each of asked) {
      const task = rows.get(each.id)
      if (task === undefined) missing.push(each)
      else notice(each, task, sent)
    }
    // The list holds the newest hundred; an older task is asked for by its id.
    await lookOneByOne(missing.slice(0, mostById), signal)
  }

  function notice(each: Watched, task: Task, sent: number): void {
    if (!watched.has(each.id)) return
    each.onStatus(task.status)
    if (task.status !== 'succeeded' && task.status !== 'failed') {
      each.seen = sent
      return
    }
    if (task.status === 'succeeded') {
      learned.push({ from: each.seen - each.created, to: clock.now() - each.created })
    }
    end(each, () => each.resolve(task))
  }

  function giveUpAfterDeadline(each: Watched): void {
    if (failures === 0 && clock.now() > each.until) {
      end(each, () => each.reject(new StillRunningError()))
    } else if (failures > 0 && clock.now() > each.until + deadline) {
      end(each, () => each.reject(new StillRunningError()))
    }
  }

  function end(each: Watched, settle: () => void): void {
    if (watched.delete(each.id)) settle()
  }

  return {
    watch(task, created, onStatus, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error)
          return
        }
        const leave = () => {
          if (watched.delete(task)) reject(signal.reason as Error)
          nap.abort('plan anew')
        }
        signal.addEventListener('abort', leave, { once: true })
        const settled = () => {
          signal.removeEventListener('abort', leave)
        }
        if (watched.size === 0) last = clock.now()
        watched.set(task, {
          id: task,
          created,
          until: clock.now() + deadline,
          seen: created,
          onStatus,
          resolve: (value) => {
            settled()
            resolve(value)
          },
          reject: (error) => {
            settled()
            reject(error)
          },
        })
        if (looping) nap.abort('plan anew')
        else void loop()
      })
    },
    wake() {
      nap.abort('look')
    },
  }
}
