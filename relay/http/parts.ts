import type { Context } from 'hono'
import type { Member } from '../store/members.ts'
import type { WorkParts } from '../queue/parts.ts'
import type { BodyReader } from './read-body.ts'
import type { Callers } from './caller.ts'
import type { Connection } from './listener.ts'

/** What the routes need. */
export interface HttpParts extends WorkParts {
  readonly callers: Callers
  readonly bodies: BodyReader
  /** HiAPI's present key; empty for none. */
  readonly hiapiKey: () => string
  /** Aborted when the relay closes. */
  readonly closing: AbortSignal
  /** Looks for work now. */
  readonly wake: () => void
}

/** What is known of each request. */
export interface Variables {
  readonly member: Member
  /** The origin by which the relay was called. */
  readonly origin: string
}

/** What Hono keeps for each request. */
export interface RelayEnv {
  Bindings: Connection
  Variables: { -readonly [Name in keyof Variables]: Variables[Name] }
}

export type RelayContext = Context<RelayEnv>
