import type { IdempotencyKey, TaskId } from '../../../contract/model/ids.ts'
import { withTimeLimit } from '../../lib/time-limit.ts'
import { type Task, readCreated, readRows, readTask } from '../../../contract/hiapi/schemas.ts'
import { HiApiError, isKind } from '../../../contract/hiapi/errors.ts'
import { endpoint } from '../../../contract/hiapi/endpoint.ts'
import { findRedirect } from './find-redirect.ts'
import { waitBefore } from '../../../contract/hiapi/retries/retry-timing.ts'
import { type Account, createTransport, type Transport, type TransportParts } from './transport.ts'

/**
 * A request is aborted if its answer has not begun within these milliseconds. A poll is small, and every
 * job waits for it.
 */
const timeLimits = { POST: 60_000, GET: 20_000 }
/** Extra milliseconds for each byte of a request that sends megabytes over a shared line. */
export const slowestUpload = 1_000 / 32_000
/** Tries of a create before the designer is told: half a minute, as after a laptop's sleep. */
const createTries = 8
/** A reset connection looks like a blocked page or body: check for those only after this many tries. */
const triesBeforeDoubt = 4
/** Milliseconds to wait while the first request with the same key is still being processed. */
const processingLimit = 3 * 60_000
/** In bytes. Hardly any server refuses a body of at most this size for being too large. */
const smallBody = 900_000

interface ClientParts extends TransportParts {
  /** From 0 to 1. */
  readonly random: () => number
}

/** HiAPI's task API. Every method throws `HiApiError`, or the reason of an aborted signal. */
export interface Client {
  /**
   * Creates a task. Temporary failures are retried with the same key and body. A 429 and a missing network
   * are left to the caller, because they concern the whole run. The error says whether a task may exist
   * after all tries.
   *
   * @param signal ends the waiting before and between requests; a request that was sent continues
   */
  createTask(order: CreateOrder, signal: AbortSignal): Promise<TaskId>
  /** Asks for one task, once. */
  getTask(id: TaskId, signal: AbortSignal): Promise<Task>
  /** Asks once for a hundred of the account's tasks, newest first. */
  listTasks(page: number, signal: AbortSignal): Promise<TaskPage>
}

interface CreateOrder {
  readonly body: string
  readonly key: IdempotencyKey
  /**
   * Awaited before every try; nothing is sent if it rejects. The request is sent at once with the account
   * that it returns.
   */
  announce(): Promise<Account>
}

export interface TaskPage {
  /** Rows that are not tasks are left out. */
  readonly tasks: readonly Task[]
  readonly isLast: boolean
}

/** The most rows that the API returns at once. */
const pageSize = 100

export function createClient(
  parts: ClientParts,
  transport: Transport = createTransport(parts),
): Client {
  const { clock, rateLimiter } = parts

  async function get<Value>(
    path: string,
    signal: AbortSignal,
    decode: (data: unknown, secrets: readonly string[]) => Value | null,
  ): Promise<Value> {
    await rateLimiter.take(signal)
    return transport.send({ method: 'GET', path, limit: timeLimits.GET, signal }, decode)
  }

  async function post(order: CreateOrder, signal: AbortSignal): Promise<TaskId> {
    const { body, key } = order
    await rateLimiter.take(signal)
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key }
    const limit = timeLimits.POST + body.length * slowestUpload
    // It may cost money, so it is not aborted once it was sent.
    const request = { method: 'POST', path: 'tasks', headers, body, limit, signal: null } as const
    return transport.send({ ...request, account: await order.announce() }, readCreated)
  }

  /** Whether the server answers at all, whatever its CORS headers; sends no key. */
  async function isReachable(): Promise<boolean> {
    try {
      const url = endpoint(parts.account().apiAddress, '')
      const { signal } = new AbortController()
      await withTimeLimit(timeLimits.GET, clock, signal, (limited) =>
        parts.fetch(url, { mode: 'no-cors', signal: limited }),
      )
      return true
    } catch {
      // The error of the earlier request shows the reason.
      return false
    }
  }

  /** Whether the API can be read now, tested by a request that costs nothing. */
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
   * Why a create got no answer although the server can be reached. If small requests are answered, its body
   * is too large; if none is, the CORS headers block it.
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
    if (transport.wasReadable()) return error
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
        return await post(order, signal)
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
      return await get(`tasks/${encodeURIComponent(id)}`, signal, ours)
    } catch (error) {
      // Only HiAPI's own answer counts: a page of another server says nothing about a task.
      const isUnknown = isKind(error, 'wrong-address') && !error.mayExist
      throw isUnknown ? new HiApiError('task-unknown', error) : error
    }
  }

  async function listTasks(page: number, signal: AbortSignal): Promise<TaskPage> {
    const path = `tasks?page=${String(page)}&size=${String(pageSize)}`
    return get(path, signal, (data, known) => {
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

/** Failures that every other request would meet too, so that the caller waits for all of them. */
export function isForTheRun({ kind }: HiApiError): boolean {
  return kind === 'rate-limited' || kind === 'offline'
}
