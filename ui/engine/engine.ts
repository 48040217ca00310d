import type { FileId, JobId } from '../../contract/model/ids.ts'
import type { Failure } from './failures/failure.ts'
import type { Job } from './jobs/job.ts'
import type { Order, RemakeOrder, SwapOrder } from './planning/order.ts'
import type { VariantInfo } from '../../contract/model/variant.ts'
import type { OtherFileJobs, ForeignVariant } from '../../contract/model/unfinished.ts'

/** Why the whole run, not one job, goes slower or stands still. */
export type Notice =
  /** `until`: milliseconds on the clock that only goes forward. */
  | { readonly kind: 'slowed'; readonly until: number }
  | { readonly kind: 'halted'; readonly failure: Failure }

/** Everything that is under way, or came to an end, in this window; immutable. */
export interface RunSnapshot {
  /** Newest run first; within a run in the order of its plan. */
  readonly jobs: readonly Job[]
  /** Frames on this page that wait for a picture of somebody else's, or of another computer's. */
  readonly foreignVariants: readonly ForeignVariant[]
  /** Unfinished jobs of other files, and of files that only the designer can tell from this one. */
  readonly otherFiles: readonly OtherFileJobs[]
  /** How many jobs were written down by a version that this one can't read; in whichever file. */
  readonly unreadable: number
  readonly notice: Notice | null
}

/** What came of an order to make variants again. */
export interface RemakeStarted {
  readonly pictures: number
  /** Those that have nothing (or no longer) to start from. */
  readonly left: readonly VariantInfo[]
}

/** Makes pictures out of orders. Views call it and draw its snapshots. */
export interface Engine {
  /** Immutable; the same object until something changes. */
  snapshot(): RunSnapshot
  subscribe(listener: () => void): () => void
  /**
   * Goes on with what earlier windows left unfinished, as far as it is surely this file's. Called when
   * the window opens; resolves when all of it is in the snapshot.
   *
   * @throws {PluginError} `storage-failed`
   */
  recover(): Promise<void>
  start(order: Order): void
  /**
   * Renders layers, each in its own shape, and puts the renders in their places. One run; what is under
   * way for a layer already is not begun again.
   */
  swap(order: SwapOrder): void
  /**
   * Makes variants again, by their own recipes. The pictures that are there stay until the new ones are.
   *
   * @throws {PluginError} `reference-gone` where neither the reference nor its source is there of any
   */
  remake(remake: RemakeOrder): Promise<RemakeStarted>
  /** Stops waiting. A task that was created goes on at HiAPI and may be charged. */
  stop(job: JobId): void
  stopAll(): void
  retry(job: JobId): void
  /** Looks whether the picture of a job that was placed is on the canvas: if not, it is offered again. */
  look(job: JobId): void
  /** Takes a job that failed or was stopped off the list, and out of the ledger. */
  discard(job: JobId): void
  /** Takes the jobs of another file out of the ledger. @throws {PluginError} `storage-failed` */
  forget(file: FileId): Promise<void>
  /**
   * The jobs of that file belong to this one: goes on with them here. Only for a designer to say.
   *
   * @throws {PluginError} `storage-failed`
   */
  takeOver(file: FileId): Promise<void>
  /**
   * This file is a copy of that one: its jobs are left to it, and this file is not taken for it again.
   * Only for a designer to say.
   *
   * @throws {PluginError} `storage-failed`
   */
  setApart(file: FileId): Promise<void>
  /** Goes on after a pause (a key was corrected, a balance topped up). */
  resume(): void
  /** The window is seen again, or the network is back: asks at once what has become of the tasks. */
  wake(): void
}
