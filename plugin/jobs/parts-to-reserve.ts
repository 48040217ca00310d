import type { RequestOf } from '../../contract/protocol/procedures.ts'
import type { NodeId } from '../../contract/model/ids.ts'
import { type JobId, type OwnerId } from '../../contract/model/ids.ts'
import type { Reservation } from '../../contract/model/reservation.ts'
import type { JobPlan, PartPlan } from '../../contract/model/job-plan.ts'
import type { Recipe } from '../../contract/model/plugin-data/recipe.ts'
import { ownSize } from '../../contract/model/job-plan.ts'

export type Request = RequestOf<'reserve'>

export interface Reserved {
  readonly job: JobId
  readonly nodes: NodeId[]
}

/** The plan of the first job; all share the run, the source and the anchor. */
export function planOf({ reservations }: Request): JobPlan {
  return reservations[0].plan
}

/** A part of a job, and the list that its frame's id goes into. */
export interface Place {
  readonly reservation: Reservation
  readonly part: PartPlan
  readonly index: number
  readonly nodes: NodeId[]
}

/** All parts, in the order of their frames on the canvas. */
export function placesOf({ reservations }: Request, variants: readonly Reserved[]): Place[] {
  return reservations.flatMap((reservation, at) =>
    reservation.plan.parts.map((part, index) => {
      return { reservation, part, index, nodes: variants[at]?.nodes ?? [] }
    }),
  )
}

/** The recipe of a variant before any work on it. */
export function recipeOf(
  { reference }: Request,
  { reservation: { plan, request }, part, index }: Place,
  node: NodeId,
  owner: OwnerId | null,
): Recipe {
  const { id: job, run, source, details, price } = plan
  // A layer may be rotated: its bounds don't give its own size.
  const { width, height } = part.target.kind === 'swap' ? part.size : ownSize(source)
  return {
    version: 1,
    node,
    owner,
    run,
    job,
    part: index,
    source: { id: source.id, name: source.name, size: { width, height } },
    target: part.target,
    focalPoint: part.focalPoint,
    reference,
    request,
    details,
    price,
    progress: { state: 'reserved', at: Date.now() },
  }
}
