import type { Size } from '../../../contract/model/geometry.ts'
import { type ModelCell, proportionOf } from '../../../contract/model/target.ts'
import { ratioDifference } from '../../catalog/targets/frame-size.ts'
import type { JobPlan } from '../../../contract/model/job-plan.ts'
import { otherRatioRemark, substitutedRemark } from './text.ts'

/**
 * What the designer should know of a picture that is placed all the same.
 *
 * @param size of the picture, in pixels
 * @param request what was ordered in the end, which differs from the plan where HiAPI refused the planned cell
 */
export function remarksOn(plan: JobPlan, size: Size, request: ModelCell): string[] {
  return [
    request.resolution === plan.resolution ? [] : substitutedRemark(request),
    isOfRatio(size, plan) === false ? otherRatioRemark(size) : [],
  ].flat()
}

/** Whether a picture has the ratio that was asked for; null if none was. */
export function isOfRatio(size: Size, { ratio }: JobPlan): boolean | null {
  const proportion = proportionOf(ratio)
  return proportion && ratioDifference(size, proportion) <= toleratedDifference
}

/** A picture whose ratio differs by more than this is placed with a remark. */
const toleratedDifference = 0.01
