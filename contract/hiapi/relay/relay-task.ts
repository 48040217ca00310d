import * as z from 'zod/mini'
import type { Resolution } from '../../model/target.ts'

/**
 * A task's state at the relay. The first two were not taken by HiAPI yet: the first costs nothing for
 * certain.
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
  /** What HiAPI took in the end, where it was not what was ordered. */
  readonly resolution: Resolution | null
  /** US dollars. */
  readonly price: number
}
