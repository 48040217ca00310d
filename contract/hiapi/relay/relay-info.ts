import * as z from 'zod/mini'
import { matching, nullable } from '../../model/schema.ts'
import type { ReferenceMode } from './relay-task.ts'

/** What holds up all tasks of a relay: HiAPI refuses its key, or its balance is used up. */
export const Pause = z.literal(['key', 'balance'])
export type Pause = z.output<typeof Pause>

/** Why it is paused is a `Pause`; a newer relay may know another reason. */
export const Queue = z.object({ paused: nullable(z.string()) })

/** A member's month, in US dollars. */
const Money = z.object({
  /** Null for no budget. */
  budget: nullable(z.number()),
  spent: z.number(),
  /** The price of pictures that are not done. */
  reserved: z.number(),
  team: nullable(z.object({ budget: z.number(), left: z.number() })),
  prices: z.object({
    /** The day on which they were read, as "2026-11-01". */
    trueOn: z.string(),
    /** By the name of the model, then by resolution. A newer relay may know others. */
    byModel: z.record(z.string(), z.record(z.string(), z.number())),
  }),
})

/**
 * The part of a relay's `GET /v1/relay` that the window reads; an answer without it is a plain HiAPI's.
 * Fields that no window needs are in `RelayReply` alone, so that no window depends on them.
 */
export const RelayInfo = z.object({
  relay: z.literal(1),
  /** Marks HiAPI's account behind the relay: 8 hex digits that a new token does not change. */
  account: matching(/^[0-9a-f]{8}$/),
  member: z.object({ id: z.string() }),
  references: z.object({
    /** The most bytes of one reference. */
    maxBytes: z.number(),
    /** The most bytes of all references of a task. */
    together: z.number(),
  }),
  tasks: z.object({
    /** The most tasks of a member at once, waiting ones included. */
    atOnce: z.number(),
  }),
  money: Money,
  queue: Queue,
  reach: z.object({
    /** A `NewsWay`; a newer relay may know another one. */
    news: z.string(),
    /** A `ReachProof`; a newer relay may know another one. */
    proof: z.string(),
    /** The same in a sentence for people. */
    sentence: z.string(),
  }),
})
export type RelayInfo = z.output<typeof RelayInfo>

/** How the end of a task becomes known. */
export type NewsWay = 'callback' | 'poll'

/** Whether HiAPI is known to reach the relay. */
export type ReachProof = 'none' | 'assumed' | 'confirmed' | 'doubted'

/** The whole answer to `GET /v1/relay`. */
export type RelayReply = RelayInfo & {
  readonly version: string
  readonly member: { readonly name: string }
  readonly references: { readonly mode: ReferenceMode }
  /** Whether a task that waits can be stopped before it costs anything. */
  readonly tasks: { readonly stop: boolean }
  readonly events: {
    readonly stream: boolean
    readonly longPoll: boolean
    readonly pingSeconds: number
  }
  readonly outputs: { readonly keepsDays: number }
  /** The month in UTC, as "2026-11". */
  readonly money: { readonly month: string }
  readonly queue: QueueReply
  readonly reach: {
    readonly references: ReferenceMode
    readonly news: NewsWay
    readonly proof: ReachProof
  }
}

export interface QueueReply {
  readonly paused: Pause | null
  readonly running: number
  readonly waiting: number
}
