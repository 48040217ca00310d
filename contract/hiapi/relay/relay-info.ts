import * as z from 'zod/mini'
import { matching, nullable } from '../../model/schema.ts'
import { Resolution } from '../../model/target.ts'

/**
 * How references reach HiAPI: at the relay's public address, at a bucket's presigned one, or within the
 * request.
 */
export const ReferenceMode = z.literal(['relay', 'bucket', 'inline'])
export type ReferenceMode = z.output<typeof ReferenceMode>

/** What holds up all tasks of a relay: HiAPI refuses its key, or its balance is used up. */
export const Pause = z.literal(['key', 'balance'])
export type Pause = z.output<typeof Pause>

export const Queue = z.object({
  running: z.number(),
  waiting: z.number(),
  paused: nullable(Pause),
})
export type Queue = z.output<typeof Queue>

/** A member's month, in US dollars. */
const Money = z.object({
  /** The month in UTC, as "2026-11". */
  month: z.string(),
  /** Null for no budget. */
  budget: nullable(z.number()),
  spent: z.number(),
  /** Kept back for pictures that are not done. */
  reserved: z.number(),
  team: nullable(z.object({ budget: z.number(), left: z.number() })),
  prices: z.object({
    /** The day on which they were read, as "2026-11-01". */
    trueOn: z.string(),
    /** By the name of the model. */
    byModel: z.record(z.string(), z.record(Resolution, z.number())),
  }),
})

/** What a relay says of itself, `GET /v1/relay`: anything else comes from a plain HiAPI. */
export const RelayInfo = z.object({
  relay: z.literal(1),
  version: z.string(),
  /** Marks HiAPI's account behind the relay: 8 hex digits that a new token does not change. */
  account: z.string().check(matching(/^[0-9a-f]{8}$/)),
  member: z.object({ id: z.string(), name: z.string() }),
  references: z.object({
    /** Bytes of one. */
    maxBytes: z.number(),
    /** Bytes of all references of a task. */
    together: z.number(),
    mode: ReferenceMode,
  }),
  tasks: z.object({
    /** How many a member may have at once, waiting ones included. */
    atOnce: z.number(),
    /** Whether a task that waits can be stopped before it costs anything. */
    stop: z.boolean(),
  }),
  events: z.object({ stream: z.boolean(), longPoll: z.boolean(), pingSeconds: z.number() }),
  outputs: z.object({ keepsDays: z.number() }),
  money: Money,
  queue: Queue,
  reach: z.object({
    references: ReferenceMode,
    /** How the end of a task becomes known. */
    news: z.literal(['callback', 'poll']),
    /** Whether HiAPI is known to reach the relay. */
    proof: z.literal(['none', 'assumed', 'confirmed', 'doubted']),
    /** All of it for people. */
    sentence: z.string(),
  }),
})
export type RelayInfo = z.output<typeof RelayInfo>
