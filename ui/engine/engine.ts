import type { FileId, JobId, NodeId, RunId } from '../../contract/model/ids.ts'
import type { Failure } from './failures/failure.ts'
import type { Job } from './jobs/job.ts'
import type { Order, RemakeOrder, SwapOrder } from './planning/order.ts'
import type { VariantInfo } from '../../contract/model/variant.ts'
import type { OtherFileJobs, ForeignVariant } from '../../contract/model/unfinished.ts'

/** Why the whole run, not one job, is slowed or paused. */
export type Notice =
  /** `until`: milliseconds of the monotonic clock. */
  | { readonly kind: 'slowed'; readonly until: number }
  | { readonly kind: 'paused'; readonly failure: Failure }

/** All jobs of this window, under way or ended; immutable. */
export interface RunSnapshot {
  /** Newest run first; within a run in the order of its plan. */
  readonly jobs: readonly Job[]
  /** Frames on this page that wait for a picture of another user or another computer. */
  readonly foreignVariants: readonly ForeignVariant[]
  /** Unfinished jobs of other files, and of files that only the designer can distinguish from this one. */
  readonly otherFiles: readonly OtherFileJobs[]
  /** How many jobs, in any file, were stored by a version whose format this one can't read. */
  readonly unreadable: number
  readonly notice: Notice | null
}

/** The result of an order to remake variants. */
export interface RemakeStarted {
  readonly pictures: number
  /** Variants left out because they have no reference to start from. */
  readonly left: readonly VariantInfo[]
}

/** What became of the variants of a run that was undone. All others stay where they are, with a reason. */
export interface RunUndone {
  readonly removed: readonly NodeId[]
  /** Somebody has put something into them, put them into something, or regenerated them. */
  readonly touched: readonly NodeId[]
  readonly locked: readonly NodeId[]
  /** Renders with copies: nobody can tell which layer would come back. */
  readonly unclear: readonly NodeId[]
  /** Their earlier picture was replaced, and is no longer in the file. */
  readonly replaced: readonly NodeId[]
}

/** Turns orders into pictures. Views call it and draw its snapshots. */
export interface Engine {
  /** Immutable; the same object until something changes. */
  snapshot(): RunSnapshot
  subscribe(listener: () => void): () => void
  /**
   * Continues unfinished jobs of earlier windows that surely belong to this file. Called when the window
   * opens; resolves when all of them are in the snapshot.
   *
   * @throws {PluginError} `storage-failed`
   */
  recover(): Promise<void>
  start(order: Order): void
  /**
   * Renders layers, each in its own shape, and puts the renders in their places. One run; layers whose
   * render is already under way are skipped.
   */
  swap(order: SwapOrder): void
  /**
   * Remakes variants from their own recipes. The present pictures stay until the new ones arrive.
   *
   * @throws {PluginError} `reference-gone`, or why no source could be captured, if no variant can be remade
   */
  remake(remake: RemakeOrder): Promise<RemakeStarted>
  /** Stops waiting. A task that exists continues at HiAPI and may be charged. */
  stop(job: JobId): void
  stopAll(): void
  retry(job: JobId): void
  /** Checks whether the picture of a placed job is still on the canvas; if not, it is offered again. */
  look(job: JobId): void
  /**
   * Removes a run's variants in one undo step, and stops what is not finished. Placed pictures then count as
   * undone: `retry` places them again for free.
   *
   * @throws {PluginError} if the variants could not be removed
   */
  undoRun(run: RunId): Promise<RunUndone>
  /** Removes a failed or stopped job from the list and from the ledger. */
  discard(job: JobId): void
  /** Removes the jobs of another file from the ledger. @throws {PluginError} `storage-failed` */
  forget(file: FileId): Promise<void>
  /**
   * Moves the jobs of that file to this one and continues them here. Only the designer can decide this.
   *
   * @throws {PluginError} `storage-failed`
   */
  takeOver(file: FileId): Promise<void>
  /**
   * Declares this file a copy of that one: that file keeps its jobs, and the two are not confused again.
   * Only the designer can decide this.
   *
   * @throws {PluginError} `storage-failed`
   */
  setApart(file: FileId): Promise<void>
  /**
   * Removes from the list what is done; if nothing is, what has ended otherwise, except what must be discarded
   * to be gone for good.
   */
  clear(): void
  /** How long a task takes at the API, in milliseconds; null before the first has ended. */
  readonly typicalDuration: () => number | null
  /** Continues after a pause (a key was corrected, a balance topped up). */
  resume(): void
  /** Polls the tasks at once, because the window is visible again or the network is back. */
  wake(): void
}
