import type { PartPlan } from '../../../contract/model/job-plan.ts'
import type { Target } from '../../../contract/model/target.ts'
import { placementOf } from './placements.ts'

/** What a target's variants are exported as: JPG where its platform limits the weight, else PNG. */
export function formatOf(target: Target): PartPlan['format'] {
  return target.kind === 'placement' ? (placementOf(target.placement)?.format ?? 'PNG') : 'PNG'
}
