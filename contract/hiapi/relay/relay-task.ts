import * as z from 'zod/mini'
import type { Resolution } from '../../model/target.ts'

/**
 * A task's state at the relay. In the first two, HiAPI is not known to have taken the task; in the first,
 * the task certainly costs nothing.
 */
export const RelayState = z.literal([
  'waiting',
  'submitting',
  'running',
  'archiving',
  'success',
  'fail',
])
export type RelayState = z.output<typeof RelayState>

/**
 * How references reach HiAPI: at the relay's public address, at a bucket's presigned one, or within the
 * request.
 */
export const ReferenceMode = z.literal(['relay', 'bucket', 'inline'])
export type ReferenceMode = z.output<typeof ReferenceMode>

/** What a relay adds to HiAPI's task object, as its field `relay`. */
export interface RelayDetails {
  readonly state: RelayState
  /** HiAPI's own id; null before HiAPI has taken the task. */
  readonly hiapiTaskId: string | null
  /** How many tasks of the queue come before it; null unless it waits. */
  readonly position: number | null
  /** The resolution that HiAPI took instead of the ordered one; otherwise null. */
  readonly resolution: Resolution | null
  /** US dollars. */
  readonly price: number
}
