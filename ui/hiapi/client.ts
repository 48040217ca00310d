import type { IdempotencyKey, TaskId } from '../../plugin/protocol/ids.ts'
import type { Clock } from '../clock.ts'
import { readAnswer } from './answer.ts'
import { TimeLimitError, withTimeLimit } from '../time-limit.ts'
import type { Budget } from './budget.ts'
import { Created, type Task, TaskList, readTask } from './contract.ts'
import {
  BlockedError,
  HiApiError,
  MalformedError,
  NotProcessedError,
  OfflineError,
  ProcessingError,
  RateLimitedError,
  TimedOutError,
  UnreachableError,
} from './errors.ts'
import { endpoint } from './endpoint.ts'
import type { Network } from './network.ts'
import { readRateLimits } from './rate-limits.ts'
import { mayRetry, waitBefore } from './retry.ts'

/**
 * A request that has no complete answer after this long is aborted. A create carries megabytes up a
 * slow line; a look at tasks is small, and everybody waits for it.
 */
const timeLimits = { POST: 60_000, GET: 20_000 }
/** A create is tried this often before the person is told: half a minute, as after a laptop's sleep. */
const createTries = 8
/** A server that was reset looks as if it refused the page by its CORS headers: not asked earlier. */
const triesBeforeCors = 4
/** While the first request with the same key is being processed, its answer is waited for this long. */
const processingLimit = 3 * 60_000

export interface ClientParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  readonly budget: Budget
  readonly network: Network
  /** Read at each request: settings may change while tasks run. */
  readonly account: () => { readonly apiAddress: string; readonly apiKey: string }
}

/** HiAPI's task API. All of it throws `HiApiError`, or the reason of an aborted signal. */
export interface Client {
  /**
   * Creates a task. Sent again by itself with the same key and body after failures that leave open
   * whether it arrived; a 429, and no network, are left to the caller: they concern the whole run.
   *
   * @param signal ends the waiting before a request and between two; one that has gone out goes on
   */
  createTask(order: CreateOrder, signal: AbortSignal): Promise<TaskId>
  /** One task, asked once. */
  getTask(id: TaskId, signal: AbortSignal): Promise<Task>
  /** A hundred of the account's tasks, newest first, asked once. */
  listTasks(page: number, signal: AbortSignal): Promise<TaskPage>
}

export interface CreateOrder {
  readonly body: string
  readonly key: IdempotencyKey
  /** Waited for when the first request is about to go out: nothing goes out if it rejects. */
  announce(): Promise<void>
}

export interface TaskPage {
  /** Rows that are no tasks are left out. */
  readonly tasks: readonly Task[]
  readonly isLast: boolean
}

/** The most rows that the API gives at once. */
const pageSize = 100

export function createClient(parts: ClientParts): Client {
  const { clock, budget, network } = parts
  /** Once an answer could be read, CORS is not what stands in the way. */
  let wasReadable = false

  async function send(
    method: 'GET' | 'POST',
    path: string,
    signal: AbortSignal,
    post?: CreateOrder,
  ): Promise<unknown> {
    await budget.take(signal)
    await post?.announce()
    const { apiAddress, apiKey } = parts.account()
    const url = endpoint(apiAddress, path)
    try {
      // What may cost money is not aborted once it has gone out.
      const inTime = post === undefined ? signal : null
      return await withTimeLimit(timeLimits[method], clock, inTime, async (limited) => {
        const response = await parts.fetch(url, {
          method,
          headers: {
            Authorization: `Bearer ${apiKey}`,
            Accept: 'application/json',
            ...(post && { 'Content-Type': 'application/json', 'Idempotency-Key': post.key }),
          },
          ...(post && { body: post.body }),
          signal: limited,
          // A redirect could carry the key to another host.
          redirect: 'error',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
        })
        wasReadable = true
        if (response.status !== 429) budget.heed(readRateLimits(response.headers))
        return readAnswer(response.status, response.headers, await response.text(), clock.now())
      })
    } catch (error) {
      if (post === undefined) signal.throwIfAborted()
      if (error instanceof TimeLimitError) throw new TimedOutError()
      if (error instanceof RateLimitedError) budget.refused(error.said.retryAfter)
      throw error instanceof TypeError ? await explain(url) : error
    }
  }

  /** What "Failed to fetch" was, as far as one request can tell. */
  async function explain(url: string): Promise<HiApiError> {
    const reference = new URL(url).host
    if (await network.refusedByPolicy(url)) return new BlockedError({ reference })
    return network.online() ? new UnreachableError({ reference }) : new OfflineError()
  }

  /**
   * A server that never gives a page an answer, but can be reached, refuses the page by its CORS
   * headers. Asked only after several tries: one that was reset looks the same.
   */
  async function isRefusedByCors(): Promise<boolean> {
    if (wasReadable) return false
    try {
      // Reaches a server whatever its CORS headers are, carries no key, and says nothing but that.
      await parts.fetch(endpoint(parts.account().apiAddress, ''), { mode: 'no-cors' })
      return true
    } catch {
      return false
    }
  }

  async function create(order: CreateOrder, signal: AbortSignal): Promise<TaskId> {
    const created = Created.safeParse(await send('POST', 'tasks', signal, order))
    if (!created.success) throw new MalformedError()
    return created.data.taskId
  }

  return {
    async createTask(order, signal) {
      let mayExist = false
      let announced: Promise<void> | null = null
      const once = { ...order, announce: () => (announced ??= order.announce()) }
      const begun = clock.now()
      for (let attempt = 0; ; attempt++) {
        try {
          return await create(once, signal)
        } catch (error) {
          if (!(error instanceof HiApiError)) throw error
          mayExist ||= error.mayExist || (error.mayRetry && !wasNotProcessed(error))
          error.mayExist = mayExist
          if (!mayRetry(error) || isForTheRun(error) || signal.aborted) throw error
          if (error instanceof ProcessingError && clock.now() - begun < processingLimit) {
            await clock.sleep(waitBefore(attempt, error.said.retryAfter, parts.random()), signal)
            continue
          }
          const isOdd = error instanceof UnreachableError && attempt + 1 === triesBeforeCors
          if (isOdd && (await isRefusedByCors())) {
            // The page may be refused only the answer: then the request has arrived.
            throw Object.assign(new BlockedError(error.said), { mayExist })
          }
          if (attempt + 1 >= createTries) throw error
          await clock.sleep(waitBefore(attempt, error.said.retryAfter, parts.random()), signal)
        }
      }
    },
    async getTask(id, signal) {
      const task = readTask(await send('GET', `tasks/${encodeURIComponent(id)}`, signal))
      if (task === null || task.id !== id) throw new MalformedError()
      return task
    },
    async listTasks(page, signal) {
      const path = `tasks?page=${String(page)}&size=${String(pageSize)}`
      const list = TaskList.safeParse(await send('GET', path, signal))
      if (!list.success) throw new MalformedError()
      const { tasks: rows } = list.data
      return {
        tasks: rows.flatMap((row) => readTask(row) ?? []),
        isLast: rows.length < pageSize,
      }
    },
  }
}

/** Nothing came of the request (https://docs.hiapi.ai/async-api/create/ on 429 and 503). */
function wasNotProcessed(error: HiApiError): boolean {
  return error instanceof RateLimitedError || error instanceof NotProcessedError
}

/** What every other request would meet as well, so that the caller waits for all of them. */
function isForTheRun(error: HiApiError): boolean {
  return error instanceof RateLimitedError || error instanceof OfflineError
}
