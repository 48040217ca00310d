import { HiApiError } from '../../../contract/hiapi/errors.ts'
import { EventPage } from '../../../contract/hiapi/relay/relay-event.ts'
import { UploadedReference } from '../../../contract/hiapi/relay/relay-reference.ts'
import { waitBefore } from '../../../contract/hiapi/retries/retry-timing.ts'
import { readTask, type Task } from '../../../contract/hiapi/schemas.ts'
import type { TaskId } from '../../../contract/model/ids.ts'
import type { Clock } from '../../lib/clock.ts'
import { isForTheRun, slowestUpload } from '../hiapi/client.ts'
import type { RateLimiter } from '../hiapi/rate-limiter.ts'
import type { Transport } from '../hiapi/transport.ts'

/** A request is aborted if its answer has not begun within these milliseconds. */
const timeLimits = { small: 20_000, upload: 60_000 }
/** Tries of a request that can be repeated at no cost. */
const tries = 5
/** Seconds for which the relay keeps a long poll open until there is news. */
const longestPoll = 25

/** What only a relay can do. Every method throws `HiApiError`, or the reason of an aborted signal. */
export interface RelayClient {
  /** Uploads a picture; returns its address for a task's references. */
  upload(bytes: Uint8Array, type: string, signal: AbortSignal): Promise<string>
  /** Stops a task before it is sent; false if it is too late. */
  stop(task: TaskId): Promise<boolean>
  /**
   * Waits for news of tasks.
   *
   * @param after the cursor of the last known news; null to get the present one at once
   */
  poll(after: string | null, signal: AbortSignal): Promise<NewsPage>
  /**
   * Opens a stream of events; resolves with any answer.
   *
   * @param limit milliseconds within which the answer must begin
   */
  stream(after: string | null, limit: number, signal: AbortSignal): Promise<Response>
  /** Reads the task in an event's data; null if there is none. */
  taskIn(data: unknown): Task | null
}

export interface NewsPage {
  readonly cursor: string
  readonly tasks: readonly Task[]
}

interface RelayClientParts {
  readonly transport: Transport
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
  readonly rateLimiter: Pick<RateLimiter, 'take'>
}

export function createRelayClient(parts: RelayClientParts): RelayClient {
  const { transport, clock, random, rateLimiter } = parts

  async function repeated<Value>(signal: AbortSignal, act: () => Promise<Value>): Promise<Value> {
    for (let attempt = 0; ; attempt++) {
      try {
        await rateLimiter.take(signal)
        return await act()
      } catch (error) {
        if (!(error instanceof HiApiError) || !error.mayRetry) throw error
        if (isForTheRun(error) || attempt + 1 >= tries) throw error
        await clock.sleep(waitBefore(attempt, error.retryAfter, random()), signal)
      }
    }
  }

  const taskIn = (data: unknown) => readTask(data, transport.secrets())

  return {
    upload: (bytes, type, signal) =>
      repeated(signal, () =>
        transport.send(
          {
            method: 'POST',
            path: 'references',
            headers: { 'Content-Type': type },
            body: new Uint8Array(bytes),
            limit: timeLimits.upload + bytes.byteLength * slowestUpload,
            signal,
          },
          (data) => UploadedReference.safeParse(data).data?.reference ?? null,
        ),
      ),
    async stop(task) {
      const { signal } = new AbortController()
      const path = `tasks/${encodeURIComponent(task)}`
      const request = { method: 'DELETE', path, limit: timeLimits.small, signal } as const
      try {
        return await repeated(signal, () => transport.send(request, () => true))
      } catch (error) {
        if (error instanceof HiApiError) return false
        throw error
      }
    },
    poll(after, signal) {
      const wait = after === null ? 0 : longestPoll
      const query = after === null ? '' : `after=${encodeURIComponent(after)}&`
      const path = `events?${query}wait=${String(wait)}`
      const limit = timeLimits.small + wait * 1_000
      return transport.send({ method: 'GET', path, limit, signal }, (data) => {
        const page = EventPage.safeParse(data).data
        if (page === undefined) return null
        return { cursor: page.cursor, tasks: page.tasks.flatMap((task) => taskIn(task) ?? []) }
      })
    },
    stream(after, limit, signal) {
      const path = after === null ? 'events' : `events?after=${encodeURIComponent(after)}`
      return transport.open({ method: 'GET', path, limit, signal })
    },
    taskIn,
  }
}
