import type { JobId } from '../../plugin/protocol/ids.ts'
import type { UsableSource } from '../../plugin/protocol/source.ts'
import type { Resolution, Target } from '../../plugin/protocol/target.ts'
import type { Failure } from './failure.ts'
import type { Job } from './job.ts'

/** What a person asked for with one press of Generate. */
export interface Order {
  readonly sources: readonly UsableSource[]
  readonly targets: readonly Target[]
  readonly resolution: Resolution
  readonly prompt: string
}

/** Why the whole run, not one job, goes slower or stands still. */
export type Notice =
  | { readonly kind: 'slowed'; readonly until: number }
  | { readonly kind: 'halted'; readonly failure: Failure }

export interface RunSnapshot {
  /** Newest run first; within a run in the order of its plan. */
  readonly jobs: readonly Job[]
  readonly notice: Notice | null
}

/** Makes pictures out of orders. Views call it and draw its snapshots. */
export interface Engine {
  /** Immutable; the same object until something changes. */
  snapshot(): RunSnapshot
  subscribe(listener: () => void): () => void
  start(order: Order): void
  /** Stops waiting. A task that was created goes on at HiAPI and may be charged. */
  stop(job: JobId): void
  stopAll(): void
  retry(job: JobId): void
  retryFailed(): void
  /** Goes on after a halt (a key was mended, a balance topped up). */
  resume(): void
  /** The window is seen again, or the network is back: asks at once what has become of the tasks. */
  wake(): void
}
