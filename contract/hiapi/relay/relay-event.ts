import * as z from 'zod/mini'
import { Queue } from './relay-info.ts'

/** The names of the events of `/v1/events`, with the data of each. Task objects are read as HiAPI's. */
export const relayEvents = {
  /** The first event of a stream. */
  hello: z.object({ cursor: z.string(), pingSeconds: z.number() }),
  /** A task in its latest state; the id of the event is the next cursor. */
  task: z.unknown(),
  queue: Queue,
  /** The member's month, in US dollars. */
  money: z.object({ spent: z.number(), reserved: z.number() }),
  /** The cursor is not of this database: all tasks have to be listed again. */
  reset: z.unknown(),
  /** The relay closes: ask again after so many milliseconds. */
  bye: z.object({ retry: z.number() }),
}
export type RelayEventName = keyof typeof relayEvents

/** The answer to a long poll: `/v1/events?after=…&wait=…` that accepts JSON. */
export const EventPage = z.object({ cursor: z.string(), tasks: z.array(z.unknown()) })
export type EventPage = z.output<typeof EventPage>
