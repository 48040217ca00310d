import type { TaskId } from '../../plugin/protocol/ids.ts'
import type { Clock } from '../clock.ts'
import type { Budget } from '../hiapi/budget.ts'
import type { Client } from '../hiapi/client.ts'
import type { Task, TaskStatus } from '../hiapi/contract.ts'
import { HiApiError, isKind } from '../hiapi/errors.ts'
import { waitBefore } from '../hiapi/retry.ts'
import { type Lifetime, nextLook } from './cadence.ts'

/** After this long by the wall we stop waiting; the task may still end well. */
const deadline = 10 * 60_000
const minute = 60_000
/** A task that is younger when the watching begins has not been running unseen. */
const newness = 5_000
/** A task that was just created may not be known to every server yet. */
const unknownTolerated = 30_000
/** After the deadline, so many looks that fail are had patience with: a network can be slow to wake. */
const mostFailures = 20
/** Up to so many tasks are asked for one by one; more, by a list. */
const mostById = 2
/** Tasks older than so many hundred of the account's are asked for one by one, in turn. */
const mostPages = 5

/**
 * Looks may not exceed 40 requests in any minute: a bucket of 10, filled by 30 a minute. Where the
 * whole budget is not `of` a minute, they take the same share of it, up to so many times as much.
 */
const bucket = { size: 10, perMinute: 30, of: 56, most: 4 }

/** The deadline passed, and the task was still running when it was last asked about. */
export class StillRunningError extends Error {
  override readonly name = 'StillRunningError'
}

export interface PollerParts {
  readonly client: Client
  readonly clock: Clock
  readonly random: () => number
  readonly budget: Pick<Budget, 'perMinute'>
}

/** The one place from which all running tasks are asked about. */
export interface Poller {
  /**
   * Watches a task until it has ended.
   *
   * @param created when it was created; the deadline counts from now
   * @param observer told what each look sees, or that it could not see anything
   * @throws {StillRunningError | HiApiError} or the reason of the aborted signal
   */
  watch(task: TaskId, created: number, observer: Observer, signal: AbortSignal): Promise<Task>
  /** Asks at once: the window was hidden, or the network is back. */
  wake(): void
}

export interface Observer {
  onStatus(status: TaskStatus): void
  onTrouble(error: unknown): void
}

interface Watched {
  readonly id: TaskId
  readonly created: number
  readonly until: number
  /** When it was last seen running; null before the first look. */
  seen: number | null
  /** When it was last asked for by its id. */
  asked: number
  /** Whether it was created just now, so that its age at its end will be known. */
  readonly isNew: boolean
  readonly observer: Observer
  resolve(task: Task): void
  reject(error: Error): void
}

/** What a later look may not meet: what is between the window and the API says nothing of the tasks. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof HiApiError)) return true
  return error.mayRetry || isKind(error, 'intercepted', 'redirected', 'wrong-address')
}

export function createPoller({ client, clock, random, budget }: PollerParts): Poller {
  const watched = new Map<TaskId, Watched>()
  const learned: Lifetime[] = []
  let looping = false
  let last = 0
  let failures = 0
  /** How many requests the last look at the list took, in all. */
  let cost = 1
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
        ? nextLook(last, created, learned, tokensAt(clock.now()) / allowance().size)
        : last + waitBefore(failures, null, random())
    const { size, perRequest } = allowance()
    const needed = Math.min(watched.size <= mostById ? watched.size : cost, size)
    const missing = Math.max(0, needed - tokensAt(clock.now()))
    return Math.max(wanted, clock.now() + missing * perRequest)
  }

  function allowance(): { size: number; perRequest: number } {
    const part = Math.min(bucket.most, budget.perMinute() / bucket.of)
    return { size: Math.max(1, bucket.size * part), perRequest: minute / (bucket.perMinute * part) }
  }

  function tokensAt(now: number): number {
    const { size, perRequest } = allowance()
    return Math.min(size, tokens.count + (now - tokens.at) / perRequest)
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
      for (const each of asked) each.observer.onTrouble(error)
      // Nothing that a later look could mend: the same for every task.
      if (!mayPass(error)) for (const each of asked) end(each, () => each.reject(error as Error))
    }
    last = clock.now()
    for (const each of asked) giveUpAfterDeadline(each)
  }

  /** The trouble of one task is not another's: what went wrong is thrown when all were asked for. */
  async function lookOneByOne(asked: readonly Watched[], signal: AbortSignal): Promise<void> {
    let trouble: unknown = null
    for (const each of asked) {
      spend()
      const sent = clock.now()
      each.asked = sent
      try {
        notice(each, await client.getTask(each.id, signal), sent)
      } catch (error) {
        if (!isKind(error, 'task-unknown')) trouble = error
        else if (clock.now() - each.created > unknownTolerated) end(each, () => each.reject(error))
      }
    }
    if (trouble !== null) throw trouble as Error
  }

  async function lookAtList(asked: readonly Watched[], signal: AbortSignal): Promise<void> {
    let missing = asked
    let pages = 0
    while (pages < mostPages && missing.length > mostById) {
      pages++
      spend()
      const sent = clock.now()
      const { tasks, isLast } = await client.listTasks(pages, signal)
      const rows = new Map(tasks.map((task) => [task.id, task]))
      for (const each of missing) {
        const task = rows.get(each.id)
        if (task !== undefined) notice(each, task, sent)
      }
      missing = missing.filter(({ id }) => !rows.has(id))
      if (isLast) break
    }
    const inTurn = [...missing].sort((a, b) => a.asked - b.asked)
    await lookOneByOne(inTurn.slice(0, mostById), signal)
    cost = pages + Math.min(missing.length, mostById)
  }

  function notice(each: Watched, task: Task, sent: number): void {
    if (!watched.has(each.id)) return
    each.observer.onStatus(task.status)
    if (task.status !== 'succeeded' && task.status !== 'failed') {
      each.seen = sent
      return
    }
    if (task.status === 'succeeded' && (each.isNew || each.seen !== null)) {
      const from = each.seen === null ? 0 : each.seen - each.created
      learned.push({ from, to: clock.now() - each.created })
    }
    end(each, () => each.resolve(task))
  }

  function giveUpAfterDeadline(each: Watched): void {
    if (clock.now() <= each.until || (failures > 0 && failures < mostFailures)) return
    end(each, () => each.reject(new StillRunningError()))
  }

  function end(each: Watched, settle: () => void): void {
    if (watched.delete(each.id)) settle()
  }

  return {
    watch(task, created, observer, signal) {
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
          seen: null,
          asked: 0,
          isNew: clock.now() - created < newness,
          observer,
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
