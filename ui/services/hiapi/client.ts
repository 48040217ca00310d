import type { IdempotencyKey, TaskId } from '../../../contract/model/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import { BodyTooLargeError, readBody } from '../../lib/read-body.ts'
import { TimeLimitError, withTimeLimit } from '../../lib/time-limit.ts'
import { readAnswer } from './read-response.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { type Task, readCreated, readRows, readTask } from './schemas.ts'
import { HiApiError, isKind } from './errors.ts'
import { endpoint } from './endpoint.ts'
import type { Network } from './connectivity.ts'
import { readRateLimits } from './rate-limit-headers.ts'
import { findRedirect } from './find-redirect.ts'
import { waitBefore } from './retry-timing.ts'

/**
 * A request whose answer has not begun after this long is aborted; a look at tasks is small, and
 * everybody waits for it. Milliseconds.
 */
const timeLimits = { POST: 60_000, GET: 20_000 }
/** A create carries megabytes up a line that others share: it has this much longer for each byte. */
const slowestUpload = 1_000 / 32_000
/** An answer that has begun is given up after so many milliseconds without a byte of it. */
const silence = 60_000
/** The most bytes of an answer. A hundred tasks are a few tens of kilobytes. */
const mostBytes = 32_000_000
/** A create is tried this often before the designer is told: half a minute, as after a laptop's sleep. */
const createTries = 8
/** A server that was reset looks as if it refused the page, or the body: neither is asked earlier. */
const triesBeforeDoubt = 4
/** While the first request with the same key is being processed, its answer is waited for this long. */
const processingLimit = 3 * 60_000
/** In bytes. A body that is not larger than this is refused by hardly anything for its size. */
const smallBody = 900_000

/** What a request goes to and is paid by: one value, so that no part of it is another's. */
export interface Account {
  readonly apiAddress: string
  readonly apiKey: string
}

export interface ClientParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  readonly rateLimiter: RateLimiter
  readonly network: Network
  /** Read at each request: settings may change while tasks run. */
  readonly account: () => Account
}

/** HiAPI's task API. All of it throws `HiApiError`, or the reason of an aborted signal. */
export interface Client {
  /**
   * Creates a task. Sent again by itself with the same key and body after failures that may pass; a
   * 429, and no network, are left to the caller: they concern the whole run. The error says whether a
   * task may exist, after all that was tried.
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
  /**
   * Waited for before every try: nothing goes out if it rejects. What it gives is what the request is
   * sent with, at once.
   */
  announce(): Promise<Account>
}

export interface TaskPage {
  /** Rows that are no tasks are left out. */
  readonly tasks: readonly Task[]
  readonly isLast: boolean
}

/** The most rows that the API gives at once. */
const pageSize = 100

export function createClient(parts: ClientParts): Client {
  const { clock, rateLimiter, network } = parts
  /** Once an answer could be read, CORS is not what stands in the way. */
  let wasReadable = false
  /** Every key that this window has sent: no word of an answer may repeat one. */
  const secrets = new Set<string>()

  async function send<Value>(
    method: 'GET' | 'POST',
    path: string,
    signal: AbortSignal,
    decode: (data: unknown, secrets: readonly string[]) => Value | null,
    post?: CreateOrder,
  ): Promise<Value> {
    await rateLimiter.take(signal)
    const account = await (post?.announce() ?? parts.account())
    const url = endpoint(account.apiAddress, path)
    secrets.add(account.apiKey)
    // What may cost money is not aborted once it has gone out.
    const inTime = post === undefined ? signal : null
    const limit = timeLimits[method] + (post?.body.length ?? 0) * slowestUpload
    try {
      const response = await withTimeLimit(limit, clock, inTime, (limited) =>
        parts.fetch(url, {
          method,
          headers: {
            Authorization: `Bearer ${account.apiKey}`,
            Accept: 'application/json',
            ...(post && { 'Content-Type': 'application/json', 'Idempotency-Key': post.key }),
          },
          ...(post && { body: post.body }),
          signal: limited,
          // Followed, it could carry the key to another host.
          redirect: 'manual',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
        }),
      )
      wasReadable = true
      const { status, headers } = response
      if (status !== 429) rateLimiter.updateFromHeaders(readRateLimits(headers, clock.now()))
      const bytes = await readBody(response, { mostBytes, silence }, clock, inTime)
      const answer = { status, headers, text: new TextDecoder().decode(bytes) }
      const known = [...secrets]
      return readAnswer(answer, { now: clock.now(), secrets: known }, (data) => decode(data, known))
    } catch (error) {
      if (post === undefined) signal.throwIfAborted()
      if (isKind(error, 'rate-limited')) rateLimiter.onRateLimited(error.retryAfter)
      if (isKind(error, 'redirected') && error.host === null) throw await redirected(url)
      throw error instanceof HiApiError ? error : await explain(error, url)
    }
  }

  /** What kept a request from having an answer, as far as one request can tell. */
  async function explain(error: unknown, url: string): Promise<HiApiError> {
    const { host } = new URL(url)
    if (error instanceof TimeLimitError) return new HiApiError('timed-out')
    if (error instanceof BodyTooLargeError) return new HiApiError('malformed')
    if (await network.refusedByPolicy(url)) {
      return new HiApiError('blocked', { host, mayExist: false })
    }
    return new HiApiError(network.online() ? 'unreachable' : 'offline', { host })
  }

  async function redirected(url: string): Promise<HiApiError> {
    return new HiApiError('redirected', { host: await findRedirect(url, parts) })
  }

  /** Reaches a server whatever its CORS headers are, carries no key, and says nothing but that. */
  async function isReachable(): Promise<boolean> {
    try {
      const url = endpoint(parts.account().apiAddress, '')
      const { signal } = new AbortController()
      await withTimeLimit(timeLimits.GET, clock, signal, (limited) =>
        parts.fetch(url, { mode: 'no-cors', signal: limited }),
      )
      return true
    } catch {
      // Whatever keeps it from being reached is told by the request that failed before.
      return false
    }
  }

  /** Whether the API can be read just now, by a request that costs nothing. */
  async function isReadable(signal: AbortSignal): Promise<boolean> {
    try {
      await listTasks(1, signal)
      return true
    } catch (error) {
      if (error instanceof HiApiError) return !isKind(error, 'unreachable', 'offline', 'timed-out')
      throw error
    }
  }

  /**
   * What a create is that was never answered, though the server can be reached: too large for it, where
   * small requests are answered; refused by its CORS headers, where none is.
   */
  async function unanswered(
    error: HiApiError,
    { body }: CreateOrder,
    signal: AbortSignal,
  ): Promise<HiApiError> {
    const { host } = error
    if (!(await isReachable())) return error
    if (await isReadable(signal)) {
      return body.length > smallBody ? new HiApiError('too-large', { host }) : error
    }
    if (wasReadable) return error
    const target = await findRedirect(endpoint(parts.account().apiAddress, 'tasks'), parts)
    return target === null || target === host
      ? new HiApiError('blocked', { host })
      : new HiApiError('redirected', { host: target })
  }

  async function createTask(order: CreateOrder, signal: AbortSignal): Promise<TaskId> {
    let mayExist = false
    const begun = clock.monotonic()
    for (let attempt = 0; ; attempt++) {
      let failure: HiApiError
      try {
        return await send('POST', 'tasks', signal, readCreated, order)
      } catch (error) {
        if (!(error instanceof HiApiError)) throw error
        failure = error
      }
      mayExist ||= failure.mayExist
      const isInDoubt = failure.kind === 'unreachable' && attempt + 1 === triesBeforeDoubt
      if (isInDoubt) failure = await unanswered(failure, order, signal)
      const isTooLarge = failure.kind === 'too-large'
      failure = failure.with({ mayExist, bytes: isTooLarge ? order.body.length : null })
      const isOver = attempt + 1 >= createTries && !isStillProcessed(failure, begun)
      if (!failure.mayRetry || isForTheRun(failure) || signal.aborted || isOver) throw failure
      await clock.sleep(waitBefore(attempt, failure.retryAfter, parts.random()), signal)
    }
  }

  function isStillProcessed({ kind }: HiApiError, begun: number): boolean {
    return kind === 'processing' && clock.monotonic() - begun < processingLimit
  }

  async function getTask(id: TaskId, signal: AbortSignal): Promise<Task> {
    const ours = (data: unknown, known: readonly string[]) => {
      const task = readTask(data, known)
      return task?.id === id ? task : null
    }
    try {
      return await send('GET', `tasks/${encodeURIComponent(id)}`, signal, ours)
    } catch (error) {
      // Where HiAPI itself says so; a page of somebody else's tells nothing of a task.
      const isUnknown = isKind(error, 'wrong-address') && !error.mayExist
      throw isUnknown ? new HiApiError('task-unknown', error) : error
    }
  }

  async function listTasks(page: number, signal: AbortSignal): Promise<TaskPage> {
    const path = `tasks?page=${String(page)}&size=${String(pageSize)}`
    return send('GET', path, signal, (data, known) => {
      const rows = readRows(data)
      if (rows === null) return null
      return {
        tasks: rows.flatMap((row) => readTask(row, known) ?? []),
        isLast: rows.length < pageSize,
      }
    })
  }

  return { createTask, getTask, listTasks }
}

/** What every other request would meet as well, so that the caller waits for all of them. */
function isForTheRun({ kind }: HiApiError): boolean {
  return kind === 'rate-limited' || kind === 'offline'
}
