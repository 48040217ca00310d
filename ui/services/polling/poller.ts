import type { TaskId } from '../../../contract/model/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import type { RateLimiter } from '../hiapi/rate-limiter.ts'
import type { Client } from '../hiapi/client.ts'
import type { Task } from '../../../contract/hiapi/schemas.ts'
import { HiApiError, isKind } from '../../../contract/hiapi/errors.ts'
import { emptyIfBroken, isFinal } from './final-error.ts'
import { waitBefore } from '../../../contract/hiapi/retries/retry-timing.ts'
import {
  type Lifetime,
  medianLifetime,
  nextPollTime,
} from '../../../contract/hiapi/polling/poll-schedule.ts'
import { createLookAllowance } from './poll-allowance.ts'
import { type News, noNews } from './news.ts'
import { createWatchList, type Observer, type Watched, type Watcher } from './watch-list.ts'

export type { Observer } from './watch-list.ts'

/** A task is given up after being watched this long; it may still succeed. */
const deadline = 10 * 60_000
/** A new task may be unknown to some servers for this long after the watching begins. */
const unknownTolerated = 30_000
/** Failed polls that are tolerated after the deadline; a network may need time to wake up. */
const mostFailures = 20
/** Failures are counted up to this while the computer is offline: then no task is given up. */
const mostOffline = 4
/** Up to this many tasks are polled one by one; more, by a list. */
const mostById = 2
/** Tasks beyond this many pages of a hundred are polled one by one, in turn. */
const mostPages = 5
/** Milliseconds between polls while news comes by itself; they find what the news may have missed. */
const reliableGap = 60_000
/** The most tasks whose news is kept until they are watched. */
const mostEarly = 500

/** The deadline passed, and the task was still running at the last poll. */
export class StillRunningError extends Error {
  override readonly name = 'StillRunningError'
}

interface PollerParts {
  readonly client: Client
  readonly clock: Clock
  readonly random: () => number
  readonly rateLimiter: Pick<RateLimiter, 'perMinute'>
  readonly news?: News
}

/** Polls all running tasks. */
export interface Poller {
  /**
   * Watches a task until it has ended. Several callers may watch the same task, and each gets all news.
   *
   * @param created when it was created, milliseconds since 1970; the deadline counts from now
   * @param observer called with the result or the error of each poll
   * @throws {StillRunningError} if it still runs after ten minutes
   * @throws {HiApiError} or the reason of the aborted signal
   */
  watch(task: TaskId, created: number, observer: Observer, signal: AbortSignal): Promise<Task>
  /** How long a task takes, in milliseconds: the median of the newest; null before the first has ended. */
  readonly typicalDuration: () => number | null
  /** Polls at once: the window was hidden, or the network is back. */
  wake(): void
}

export function createPoller(parts: PollerParts): Poller {
  const { client, clock, random, rateLimiter, news = noNews } = parts
  const watched = createWatchList(clock)
  const early = new Map<TaskId, Task>()
  const learned: Lifetime[] = []
  let looping = false
  let last = 0
  /** Failed polls in a row, and the API's error at the last of them. */
  let failures = 0
  let trouble: HiApiError | null = null
  /** Requests that the last poll of the list took. */
  let cost = 1
  const allowance = createLookAllowance(clock, rateLimiter)
  let nap = new AbortController()
  /** Whether to look at once, because news was missed. */
  let isDue = false

  async function loop(): Promise<void> {
    looping = true
    news.listen(true)
    while (watched.count() > 0) {
      try {
        if (await slept()) await look()
      } catch (error) {
        // Without the loop no task would ever end.
        console.error('The poller failed.', error)
        await clock.sleep(waitBefore(++failures, null, random()))
      }
    }
    looping = false
    news.listen(false)
  }

  /** Waits for the next poll; false if it was interrupted and the time must be worked out again. */
  async function slept(): Promise<boolean> {
    nap = new AbortController()
    const wait = isDue ? 0 : nextTime() - clock.monotonic()
    if (wait <= 0) return true
    try {
      await clock.sleep(wait, nap.signal)
      return true
    } catch {
      // Interrupted on purpose: a task came or went, or the window woke.
      return nap.signal.reason === 'look'
    }
  }

  function nextTime(): number {
    const asked = trouble?.retryAfter ?? null
    const wanted = failures === 0 ? nextLook() : last + waitBefore(failures, asked, random())
    const count = watched.count()
    const requests = count <= mostById ? count : cost
    return Math.max(wanted, clock.monotonic() + allowance.waitFor(requests))
  }

  function nextLook(): number {
    if (news.reliableSince() !== null) return last + reliableGap
    const created = watched.all().map((each) => each.created)
    return nextPollTime(last, created, learned, allowance.plenty())
  }

  async function look(): Promise<void> {
    isDue = false
    const begun = clock.monotonic()
    const asked = watched.all()
    const signal = new AbortController().signal
    try {
      if (asked.length <= mostById) await lookOneByOne(asked, signal)
      else await lookAtList(asked, signal)
      failures = 0
    } catch (error) {
      failures = isKind(error, 'offline') ? Math.min(failures + 1, mostOffline) : failures + 1
      trouble = error instanceof HiApiError ? error : null
      if (trouble === null) console.error('A look at the tasks failed.', error)
      for (const each of asked) watched.tell(each, (watcher) => watcher.observer.onTrouble(error))
      if (isFinal(error))
        for (const each of asked) watched.end(each, (watcher) => watcher.reject(error))
    }
    last = clock.monotonic()
    for (const each of asked) giveUpAfterDeadline(each, begun)
  }

  /** One task's error, if it is no pause for all, is thrown after all were polled. */
  async function lookOneByOne(asked: readonly Watched[], signal: AbortSignal): Promise<void> {
    let failure: unknown = null
    for (const each of asked) {
      allowance.spend()
      const sent = (each.asked = clock.monotonic())
      try {
        notice(each, await client.getTask(each.id, signal), sent)
      } catch (error) {
        const isEarly = clock.monotonic() - each.since <= unknownTolerated
        if (isKind(error, 'task-unknown') && isEarly) continue
        if (isFinal(error)) watched.end(each, (watcher) => watcher.reject(error))
        else failure = error
        if (isKind(error, 'rate-limited')) break
      }
    }
    if (failure !== null) throw failure as Error
  }

  async function lookAtList(asked: readonly Watched[], signal: AbortSignal): Promise<void> {
    let missing = asked
    let pages = 0
    while (pages < mostPages && missing.length > mostById) {
      pages++
      allowance.spend()
      const sent = clock.monotonic()
      const { tasks, isLast } = await client.listTasks(pages, signal).catch(emptyIfBroken)
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
    if (watched.find(each.id) !== each) return
    watched.tell(each, (watcher) => watcher.observer.onStatus(task.status))
    if (task.status === 'queued' && news.isQueue()) {
      // The task has not begun, so its age and its deadline count from now.
      each.created = sent
      for (const watcher of each.watchers) watcher.until = sent + deadline
    }
    if (task.status !== 'succeeded' && task.status !== 'failed') {
      each.seen = sent
      return
    }
    const isAgeKnown = each.isDated && (each.isNew || each.seen !== null)
    if (task.status === 'succeeded' && isAgeKnown) {
      const from = each.seen === null ? 0 : each.seen - each.created
      learned.push({ from, to: clock.monotonic() - each.created })
    }
    watched.end(each, (watcher) => watcher.resolve(task))
  }

  /** @param begun when the last poll began */
  function giveUpAfterDeadline(each: Watched, begun: number): void {
    if (failures > 0 && failures < mostFailures) return
    const isSeen = each.seen !== null && each.seen >= begun
    for (const watcher of each.watchers) {
      if (clock.monotonic() <= watcher.until) continue
      watched.leave(each, watcher)
      watcher.reject((failures > 0 && !isSeen && trouble) || new StillRunningError())
    }
  }

  function hear(each: Watched, task: Task): void {
    notice(each, task, clock.monotonic())
    // Without watched tasks, the loop ends.
    if (watched.count() === 0) nap.abort('plan again')
  }

  function keepForLater(task: Task): void {
    early.delete(task.id)
    early.set(task.id, task)
    const [oldest] = early.keys()
    if (early.size > mostEarly && oldest !== undefined) early.delete(oldest)
  }

  news.follow(
    (task) => {
      const each = watched.find(task.id)
      if (each === undefined) keepForLater(task)
      else hear(each, task)
    },
    (isMissed) => {
      isDue ||= isMissed
      nap.abort('plan again')
    },
  )

  /**
   * Applies the news of a task that came before it was watched; polls if more may have been missed. A relay
   * tells the end of a task once, so a task that is watched again is looked at.
   */
  function catchUp(each: Watched): void {
    const since = Math.max(news.reliableSince() ?? 0, clock.monotonic() - 1_000)
    if (news.isQueue() && each.created < since) {
      isDue = true
      nap.abort('plan again')
    }
    const known = early.get(each.id)
    early.delete(each.id)
    if (known !== undefined) hear(each, known)
  }

  return {
    watch(task, created, observer, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error)
          return
        }
        const stop = () => {
          watched.leave(each, watcher)
          reject(signal.reason as Error)
          nap.abort('plan again')
        }
        const settled = () => {
          signal.removeEventListener('abort', stop)
        }
        const watcher: Watcher = {
          until: clock.monotonic() + deadline,
          observer,
          resolve(value) {
            settled()
            resolve(value)
          },
          reject(error) {
            settled()
            reject(error)
          },
        }
        if (watched.count() === 0) last = clock.monotonic()
        const each = watched.add(task, created, watcher)
        signal.addEventListener('abort', stop, { once: true })
        if (looping) nap.abort('plan again')
        else void loop()
        catchUp(each)
      })
    },
    typicalDuration: () => medianLifetime(learned),
    wake() {
      nap.abort('look')
    },
  }
}
