import type { PartPlan } from '../../../contract/model/job-plan.ts'
import type { Target } from '../../../contract/model/target.ts'
import { placementOf } from './placements.ts'

/** The export format of a target's variants: JPG if its platform limits the file size, else PNG. */
export function formatOf(target: Target): PartPlan['format'] {
  return target.kind === 'placement' ? (placementOf(target.placement)?.format ?? 'PNG') : 'PNG'
}
