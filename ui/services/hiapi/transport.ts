import { endpoint } from '../../../contract/hiapi/endpoint.ts'
import { HiApiError, isKind } from '../../../contract/hiapi/errors.ts'
import { readRateLimits } from '../../../contract/hiapi/rate-limit-headers.ts'
import { readAnswer } from '../../../contract/hiapi/read-response.ts'
import type { Clock } from '../../lib/clock.ts'
import { BodyTooLargeError, readBody } from '../../lib/read-body.ts'
import { TimeLimitError, withTimeLimit } from '../../lib/time-limit.ts'
import type { Network } from './connectivity.ts'
import { findRedirect } from './find-redirect.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { privateRequest } from './private-request.ts'

/** An answer that has begun is given up after this many milliseconds without a byte. */
const silence = 60_000
/** The most bytes of an answer. A hundred tasks take a few tens of kilobytes. */
const mostBytes = 32_000_000

/** Where requests go and who pays for them: one value, so that its parts always match. */
export interface Account {
  readonly apiAddress: string
  readonly apiKey: string
}

export interface TransportParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly rateLimiter: RateLimiter
  readonly network: Network
  /** Read at each request, because settings may change while tasks run. */
  readonly account: () => Account
}

interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit
  /** It is aborted if its answer has not begun within these milliseconds. */
  readonly limit: number
  /** Aborts it; null if it may not be aborted once it was sent. */
  readonly signal: AbortSignal | null
  /** The account to send it with; by default the present one. */
  readonly account?: Account
}

/** Sends requests to the API, each with the key. */
export interface Transport {
  /**
   * Sends one request, and reads its answer.
   *
   * @param decode returns the wanted value from the answer's `data`; null if it can't be read
   * @throws {HiApiError} or the reason of the aborted signal
   */
  send<Value>(
    request: ApiRequest,
    decode: (data: unknown, secrets: readonly string[]) => Value | null,
  ): Promise<Value>
  /**
   * Sends one request; resolves as soon as its answer begins, whatever it is.
   *
   * @throws {HiApiError} or the reason of the aborted signal
   */
  open(request: ApiRequest): Promise<Response>
  /** Every key that this window has sent: no text from an answer may repeat one. */
  secrets(): readonly string[]
  /** Once an answer could be read, CORS can't be the cause of a failure. */
  wasReadable(): boolean
}

export function createTransport(parts: TransportParts): Transport {
  const { clock, rateLimiter, network } = parts
  let wasReadable = false
  const secrets = new Set<string>()

  /** @param accept the type of the wanted answer */
  function ask(request: ApiRequest, url: string, accept: string): Promise<Response> {
    const { method, headers, body, limit, signal, account = parts.account() } = request
    secrets.add(account.apiKey)
    return withTimeLimit(limit, clock, signal, (limited) =>
      parts.fetch(url, {
        method,
        headers: { Authorization: `Bearer ${account.apiKey}`, Accept: accept, ...headers },
        ...(body !== undefined && { body }),
        signal: limited,
        // Following a redirect could send the key to another host.
        redirect: 'manual',
        ...privateRequest,
      }),
    )
  }

  const urlOf = ({ path, account = parts.account() }: ApiRequest) =>
    endpoint(account.apiAddress, path)

  /** Why a request got no answer, as far as one request can show. */
  async function explain(error: unknown, url: string): Promise<HiApiError> {
    const { host } = new URL(url)
    if (error instanceof TimeLimitError) return new HiApiError('timed-out')
    if (error instanceof BodyTooLargeError) return new HiApiError('malformed')
    if (await network.refusedByPolicy(url)) {
      return new HiApiError('blocked', { host, mayExist: false })
    }
    return new HiApiError(network.online() ? 'unreachable' : 'offline', { host })
  }

  return {
    async send(request, decode) {
      const url = urlOf(request)
      const { signal } = request
      try {
        const response = await ask(request, url, 'application/json')
        wasReadable = true
        const { status, headers } = response
        if (response.ok) rateLimiter.updateFromHeaders(readRateLimits(headers, clock.now()))
        const bytes = await readBody(response, { mostBytes, silence }, clock, signal)
        const answer = { status, headers, text: new TextDecoder().decode(bytes) }
        const known = [...secrets]
        const isRead = request.method === 'GET'
        const context = { now: clock.now(), secrets: known, isRead }
        return readAnswer(answer, context, (data) => decode(data, known))
      } catch (error) {
        signal?.throwIfAborted()
        if (isKind(error, 'rate-limited')) rateLimiter.onRateLimited(error.retryAfter)
        if (isKind(error, 'redirected') && error.host === null) {
          throw new HiApiError('redirected', { host: await findRedirect(url, parts) })
        }
        throw error instanceof HiApiError ? error : await explain(error, url)
      }
    },
    async open(request) {
      const url = urlOf(request)
      try {
        return await ask(request, url, 'text/event-stream')
      } catch (error) {
        request.signal?.throwIfAborted()
        throw await explain(error, url)
      }
    },
    secrets: () => [...secrets],
    wasReadable: () => wasReadable,
  }
}
