import type { Part } from '../../../contract/model/stored/ledger.ts'
import type { JobId, NodeId, RunId } from '../../../contract/model/ids.ts'
import type { UsableSource } from '../../../contract/model/source.ts'
import type { AspectRatio, Resolution } from '../../../contract/model/target.ts'
import type { JobDetails } from '../../../contract/model/recipe.ts'

/** One of the variants that a job's picture is for; fixed for the job's life. */
export type PartPlan = Omit<Part, 'node'>

/** What a job is to make; fixed for its life. */
export interface JobPlan {
  readonly id: JobId
  readonly run: RunId
  readonly source: UsableSource
  /** What its row stands beside in the source's stead; null for the source. */
  readonly anchor: NodeId | null
  /** At least one. */
  readonly parts: readonly [PartPlan, ...PartPlan[]]
  readonly ratio: AspectRatio
  readonly resolution: Resolution
  /** As it is sent. */
  readonly prompt: string
  readonly details: JobDetails
  /** US dollars, estimated. */
  readonly price: number
}

/** Whether a job's picture is a layer's own, in its shape. */
export function isSwap({ parts }: Pick<JobPlan, 'parts'>): boolean {
  return parts.some(({ target }) => target.kind === 'swap')
}
