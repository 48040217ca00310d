import { HiApiError, type HiApiErrorKind, isKind } from '../../../contract/hiapi/errors.ts'
import { relayEvents } from '../../../contract/hiapi/relay/relay-event.ts'
import { waitBefore } from '../../../contract/hiapi/retries/retry-timing.ts'
import type { Task } from '../../../contract/hiapi/schemas.ts'
import type { Clock } from '../../lib/clock.ts'
import type { News } from '../polling/news.ts'
import type { StreamEvent } from './event-reader.ts'
import { readEvents } from './read-events.ts'
import type { RelayClient } from './relay-client.ts'
import { memberOf, type RelayLink } from './relay-link.ts'

/** How news comes. If one way fails for good, the next one is used as long as the window is open. */
type Way = 'stream' | 'long-poll' | 'none'

/** Temporary errors: the same way is tried again. After any other error the next way is used. */
const passing: readonly HiApiErrorKind[] = [
  'offline',
  'unreachable',
  'unavailable',
  'rate-limited',
  'relay-token',
]
/** A long poll without news takes at least these milliseconds, even if the relay answers at once. */
const shortestPoll = 1_000

interface NewsParts {
  readonly client: Pick<RelayClient, 'stream' | 'poll' | 'taskIn'>
  readonly link: Pick<RelayLink, 'current' | 'update' | 'subscribe'>
  readonly clock: Clock
  /** From 0 to 1. */
  readonly random: () => number
}

/** News of tasks from a relay, by a stream or else by long polls. Never rejects. */
export function createRelayNews({ client, link, clock, random }: NewsParts): News {
  let isWanted = false
  let listening: AbortController | null = null
  /** The member of the relay that `cursor` and `way` belong to. */
  let owner: string | null = null
  let way: Way = 'none'
  let cursor: string | null = null
  /** When the first cursor came: from then on, no news is missed. */
  let since = 0
  let isComing = false
  let onTask: (task: Task) => void = () => {}
  let onChange: (isMissed: boolean) => void = () => {}

  /** @param isFirst whether news begins here, and may have been missed before */
  function setComing(next: boolean, isFirst = false): void {
    if (isFirst) since = clock.monotonic()
    else if (next === isComing) return
    isComing = next
    onChange(isFirst)
  }

  function reconsider(): void {
    const relay = isWanted ? link.current() : null
    const next = relay === null ? null : memberOf(relay)
    if (listening !== null && next === owner) return
    listening?.abort()
    listening = null
    if (next === null) {
      isComing = false
      return
    }
    if (next !== owner) {
      owner = next
      cursor = null
      way = 'stream'
    }
    listening = new AbortController()
    void run(listening.signal)
  }

  async function run(signal: AbortSignal): Promise<void> {
    let failures = 0
    /** Milliseconds before the next request. */
    let wait = 0
    while (way !== 'none') {
      try {
        await clock.sleep(wait, signal)
        wait = await (way === 'stream' ? stream(signal) : poll(signal))
        failures = 0
      } catch (error) {
        if (signal.aborted) return
        setComing(false)
        if (isKind(error, ...passing)) {
          wait = waitBefore(failures++, error.retryAfter, random())
          continue
        }
        if (!(error instanceof HiApiError)) console.warn('News of the relay can’t be read.', error)
        wait = 0
        way = way === 'stream' ? 'long-poll' : 'none'
      }
    }
  }

  /** Reads a stream to its end; returns the milliseconds to wait before the next one. */
  async function stream(signal: AbortSignal): Promise<number> {
    const isFirst = cursor === null
    return readEvents(
      (limit) => client.stream(cursor, limit, signal),
      clock,
      signal,
      (event) => take(event, isFirst),
    )
  }

  /** Handles an event; returns the wait that a closing relay asks for, or null to read on. */
  function take({ name, data, id }: StreamEvent, isFirst: boolean): number | null {
    const value: unknown = JSON.parse(data)
    switch (name) {
      case 'hello':
        // A known cursor stays, because the stream continues from it.
        if (isFirst) cursor = relayEvents.hello.parse(value).cursor
        setComing(true, isFirst)
        break
      case 'task': {
        const task = client.taskIn(value)
        if (task !== null) onTask(task)
        if (id !== null) cursor = id
        break
      }
      case 'queue':
        link.update(() => ({ queue: relayEvents.queue.parse(value) }))
        break
      case 'money':
        link.update(({ money }) => ({ money: { ...money, ...relayEvents.money.parse(value) } }))
        break
      case 'reset':
        cursor = null
        setComing(true, true)
        break
      case 'bye':
        return relayEvents.bye.parse(value).retry
    }
    return null
  }

  async function poll(signal: AbortSignal): Promise<number> {
    const begun = clock.monotonic()
    const isFirst = cursor === null
    const page = await client.poll(cursor, signal)
    cursor = page.cursor
    setComing(true, isFirst)
    for (const task of page.tasks) onTask(task)
    const isQuick = !isFirst && page.tasks.length === 0
    return isQuick ? Math.max(0, shortestPoll - (clock.monotonic() - begun)) : 0
  }

  link.subscribe(reconsider)

  return {
    reliableSince: () => (isComing ? since : null),
    isQueue: () => link.current() !== null,
    listen(next) {
      isWanted = next
      reconsider()
    },
    follow(tell, change) {
      onTask = tell
      onChange = change
    },
  }
}
