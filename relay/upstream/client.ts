import { endpoint } from '../../contract/hiapi/endpoint.ts'
import { HiApiError, type HiApiErrorKind } from '../../contract/hiapi/errors.ts'
import { type RateLimits, readRateLimits } from '../../contract/hiapi/rate-limit-headers.ts'
import { readAnswer } from '../../contract/hiapi/read-response.ts'
import { readCreated, readRows, readTask, type Task } from '../../contract/hiapi/schemas.ts'
import type { TaskId } from '../../contract/model/ids.ts'

/** Milliseconds for the whole answer. A create sends megabytes. */
const limits = { POST: 120_000, GET: 30_000 }
/** The most bytes of an answer: a hundred tasks take a few tens of kilobytes. */
const mostBytes = 32_000_000
/** How many of the newest tasks one list returns. */
export const newestListed = 100

/** A body that is sent piece by piece. */
export interface CreateBody {
  /** Bytes. */
  readonly length: number
  readonly open: () => AsyncIterable<Uint8Array>
}

/** HiAPI's task API. Each call sends one request, without retries. Every method throws `HiApiError`. */
export interface Upstream {
  create(body: CreateBody, key: string): Promise<TaskId>
  get(id: string): Promise<Task>
  /** The newest tasks of the account, at most `newestListed`. */
  newest(): Promise<readonly Task[]>
}

export interface UpstreamParts {
  readonly fetch: typeof fetch
  readonly address: string
  /** HiAPI's key, read at each request. */
  readonly key: () => string
  /** Called with the account's limits, as far as an answer reports them. */
  readonly onLimits: (limits: RateLimits) => void
  /** Called after each request: with null for an answer, else with the kind of failure. */
  readonly onContact?: (failure: HiApiErrorKind | null) => void
}

export function createUpstream({
  fetch,
  address,
  key,
  onLimits,
  onContact,
}: UpstreamParts): Upstream {
  async function send<Value>(
    method: 'GET' | 'POST',
    path: string,
    decode: (data: unknown, secrets: readonly string[]) => Value | null,
    post?: { readonly body: CreateBody; readonly key: string },
  ): Promise<Value> {
    const secrets = [key()]
    const signal = AbortSignal.timeout(limits[method])
    try {
      const response = await fetch(endpoint(address, path), {
        method,
        headers: {
          Authorization: `Bearer ${key()}`,
          Accept: 'application/json',
          ...(post && {
            'Content-Type': 'application/json',
            'Content-Length': String(post.body.length),
            'Idempotency-Key': post.key,
          }),
        },
        ...(post && { body: post.body.open(), duplex: 'half' as const }),
        // Following a redirect could send the key to another host.
        redirect: 'manual',
        signal,
      })
      const { status, headers } = response
      const text = await textOf(response)
      onContact?.(null)
      if (status !== 429) onLimits(readRateLimits(headers, Date.now()))
      const context = { now: Date.now(), secrets, isRead: post === undefined }
      return readAnswer({ status, headers, text }, context, (data) => decode(data, secrets))
    } catch (error) {
      if (error instanceof HiApiError) throw error
      const kind = signal.aborted ? 'timed-out' : 'unreachable'
      onContact?.(kind)
      throw new HiApiError(kind)
    }
  }

  return {
    create: (body, idempotencyKey) =>
      send('POST', 'tasks', readCreated, { body, key: idempotencyKey }),
    async get(id) {
      try {
        return await send('GET', `tasks/${encodeURIComponent(id)}`, (data, secrets) => {
          const task = readTask(data, secrets)
          return task?.id === id ? task : null
        })
      } catch (error) {
        // Only HiAPI's own answer counts: a page of another server says nothing about a task.
        const isUnknown =
          error instanceof HiApiError && error.kind === 'wrong-address' && !error.mayExist
        throw isUnknown ? new HiApiError('task-unknown', error) : error
      }
    },
    newest: () =>
      send(
        'GET',
        `tasks?page=1&size=${newestListed}`,
        (data, secrets) => readRows(data)?.flatMap((row) => readTask(row, secrets) ?? []) ?? null,
      ),
  }
}

/** An answer as text. An endless answer is cut, and then can't be decoded. */
async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array
    length += bytes.length
    if (length > mostBytes) throw new HiApiError('malformed')
    text += decoder.decode(bytes, { stream: true })
  }
  return text + decoder.decode()
}
