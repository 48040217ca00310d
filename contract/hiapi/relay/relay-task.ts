import * as z from 'zod/mini'
import { nullable } from '../../model/schema.ts'
import { Resolution } from '../../model/target.ts'

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

/** What a relay adds to HiAPI's task object, as its field `relay`. */
export const RelayDetails = z.object({
  state: RelayState,
  /** HiAPI's own id; null before HiAPI has taken the task. */
  hiapiTaskId: nullable(z.string()),
  /** How many tasks of the queue come before it; null unless it waits. */
  position: nullable(z.number()),
  /** What HiAPI took in the end, where it was not what was ordered. */
  resolution: nullable(Resolution),
  /** US dollars. */
  price: z.number(),
})
export type RelayDetails = z.output<typeof RelayDetails>

/** The answer to `POST /v1/references`, whose body is the picture's bytes. */
export const UploadedReference = z.object({
  /** Stands for the bytes in a task's references: `relay:sha256-…`. */
  reference: z.string(),
  bytes: z.number(),
  type: z.string(),
  /** Unix seconds; the same bytes sent again move it on. */
  expires: z.number(),
})
export type UploadedReference = z.output<typeof UploadedReference>

/** A reference by its bytes: what stands for them in a task's references. */
export const referencePrefix = 'relay:sha256-'
