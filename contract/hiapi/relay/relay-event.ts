import * as z from 'zod/mini'
import { between } from '../../model/schema.ts'
import { Queue } from './relay-info.ts'

/** The data of the events of `/v1/events`, by name; that of `task` is HiAPI's task object. */
export const relayEvents = {
  /** The first event of a stream. */
  hello: z.object({ cursor: z.string() }),
  queue: Queue,
  /** The member's month, in US dollars. */
  money: z.object({ spent: z.number(), reserved: z.number() }),
  /** The relay closes; ask again after `retry` milliseconds. A timer takes a far longer wait for none. */
  bye: z.object({ retry: between(0, 60_000) }),
}

/**
 * - `task`: a task in its latest state; the id of the event is the next cursor
 * - `reset`: the cursor is not of this database, and all tasks have to be listed again
 */
export type RelayEventName = keyof typeof relayEvents | 'task' | 'reset'

/** The answer to a long poll: `/v1/events?after=…&wait=…` that accepts JSON. */
export const EventPage = z.object({ cursor: z.string(), tasks: z.array(z.unknown()) })
export type EventPage = z.output<typeof EventPage>
