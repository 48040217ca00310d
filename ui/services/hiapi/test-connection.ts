import type { Clock } from '../../lib/clock.ts'
import { BodyTooLargeError, readBody } from '../../lib/read-body.ts'
import { TimeLimitError, withTimeLimit } from '../../lib/time-limit.ts'
import { readAnswer } from '../../../contract/hiapi/read-response.ts'
import { readRows } from '../../../contract/hiapi/schemas.ts'
import { endpoint } from '../../../contract/hiapi/endpoint.ts'
import type { Account } from './transport.ts'
import { HiApiError } from '../../../contract/hiapi/errors.ts'
import type { Network } from './connectivity.ts'
import { privateRequest } from './private-request.ts'

/** Milliseconds. The designer waits for it: a server that answers at all answers sooner. */
const timeLimit = 20_000
/** One row of a list. */
const bodyLimits = { mostBytes: 1_000_000, silence: timeLimit }

/**
 * What a test of the connection found: that it works, or the first thing in the way.
 *
 * - `unauthorised`, `forbidden`, `out-of-balance`, `rate-limited`: the API says so (401, 403, 402, 429)
 * - `cors`: the server can be reached, but no page may read its answers
 * - `cors-create`: tasks can be read, but the headers of a create may not be sent
 * - `allow-list`: the manifest does not name the host
 * - `unreachable`, `unavailable`, `timed-out`: no connection, a server error (5xx), no answer
 * - `intercepted`: something between the window and HiAPI answers instead
 * - `redirected`: the address leads elsewhere, and the key is not sent there
 * - `malformed`: an answer, but not HiAPI's
 */
export type ConnectionVerdict =
  | 'works'
  | 'unauthorised'
  | 'forbidden'
  | 'out-of-balance'
  | 'rate-limited'
  | 'offline'
  | 'cors'
  | 'cors-create'
  | 'allow-list'
  | 'unreachable'
  | 'unavailable'
  | 'timed-out'
  | 'intercepted'
  | 'redirected'
  | 'malformed'

interface ConnectionParts {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly network: Network
}

/**
 * Tests the key and the address, with at most six requests that cost nothing. It reads the list of tasks,
 * because HiAPI has no other request to test a key with. It then repeats that with the headers of a create,
 * so that a server that refuses those is known before a run.
 *
 * The verdict contains no words of the server, because they may repeat the key.
 *
 * @throws the signal's reason when that is aborted, and nothing else
 */
export async function testConnection(
  { fetch, clock, network }: ConnectionParts,
  { apiAddress, apiKey }: Account,
  signal: AbortSignal,
): Promise<ConnectionVerdict> {
  const url = endpoint(apiAddress, 'tasks?page=1&size=1')

  /** The verdict of one answer; 'unread' if the browser only reports a failure. */
  async function ask(
    headers: Readonly<Record<string, string>>,
  ): Promise<ConnectionVerdict | 'unread'> {
    const seen: { status: number | null } = { status: null }
    try {
      return await withTimeLimit(timeLimit, clock, signal, async (limited) => {
        const response = await fetch(url, {
          headers: { Authorization: `Bearer ${apiKey}`, Accept: 'application/json', ...headers },
          signal: limited,
          // Following a redirect could send the key to another host.
          redirect: 'manual',
          ...privateRequest,
        })
        seen.status = response.status
        const bytes = await readBody(response, bodyLimits, clock, limited)
        const text = new TextDecoder().decode(bytes)
        const answer = { status: response.status, headers: response.headers, text }
        readAnswer(answer, { now: clock.now(), secrets: [apiKey] }, readRows)
        return 'works' as const
      })
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof TimeLimitError) return 'timed-out'
      if (error instanceof BodyTooLargeError) return 'malformed'
      if (error instanceof HiApiError) return verdictOf(error, seen.status)
      // The answer had begun, and then the connection was cut.
      return seen.status === null ? 'unread' : 'unreachable'
    }
  }

  /** Whether the server answers at all, whatever its CORS headers; sends no key. */
  async function isReachable(): Promise<boolean> {
    try {
      await withTimeLimit(timeLimit, clock, signal, (limited) =>
        fetch(endpoint(apiAddress, ''), { mode: 'no-cors', signal: limited }),
      )
      return true
    } catch {
      signal.throwIfAborted()
      return false
    }
  }

  async function tried(
    headers: Readonly<Record<string, string>>,
    refused: ConnectionVerdict,
  ): Promise<ConnectionVerdict> {
    const first = await ask(headers)
    if (first !== 'unread') return first
    if (await network.refusedByPolicy(url)) return 'allow-list'
    if (!network.online()) return 'offline'
    if (!(await isReachable())) return 'unreachable'
    // A reset connection looks like a refusal, but seldom happens twice.
    const second = await ask(headers)
    return second === 'unread' ? refused : second
  }

  const read = await tried({}, 'cors')
  if (read !== 'works') return read
  const create = { 'Content-Type': 'application/json', 'Idempotency-Key': 'restage-test' }
  const sent = await tried(create, 'cors-create')
  // Whatever it answers to odd headers on a GET, it accepted them.
  return sent === 'malformed' ? 'works' : sent
}

/** The kinds of errors that are verdicts. */
const verdicts = [
  'unauthorised',
  'forbidden',
  'out-of-balance',
  'rate-limited',
  'unavailable',
  'timed-out',
  'intercepted',
  'redirected',
] as const

/** The kinds that HiAPI's list does not give: whatever gives them is not HiAPI. */
type OtherKind =
  | 'refused'
  | 'model-refused'
  | 'too-large'
  | 'task-unknown'
  | 'wrong-address'
  | 'key-reused'
  | 'processing'
  | 'blocked'
  | 'offline'
  | 'unreachable'
  | 'malformed'
  | 'relay-token'
  | 'relay-budget'
  | 'relay-team-budget'
  | 'relay-paused'
  | 'reference-unknown'

function verdictOf(error: HiApiError, status: number | null): ConnectionVerdict {
  // The compiler asks for a place for each new kind.
  const kind: (typeof verdicts)[number] | OtherKind = error.kind
  // The gateway uses one code for a wrong key and for a missing permission; the status differs.
  if (kind === 'unauthorised' && status === 403) return 'forbidden'
  return verdicts.find((verdict) => verdict === kind) ?? 'malformed'
}
