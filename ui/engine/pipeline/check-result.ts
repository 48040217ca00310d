import type { Size } from '../../../contract/model/geometry.ts'
import type { AspectRatio, Resolution } from '../../../contract/model/target.ts'
import type { ActiveJob } from '../jobs/active-job.ts'
import { proportionOf } from '../../../contract/model/target.ts'
import { ratioDifference } from '../../catalog/targets/frame-size.ts'
import type { JobPlan } from '../../../contract/model/job-plan.ts'

/** The picture has another shape than asked for; its frame has the right one. */
export function otherRatioRemark({ width, height }: Size): string {
  return `HiAPI returned ${String(width)} × ${String(height)}, another ratio than asked: the edges are cropped.`
}

/** The pair of ratio and resolution was refused, so the next best was made. */
export function substitutedRemark(request: { ratio: AspectRatio; resolution: Resolution }): string {
  return `HiAPI does not make ${request.ratio} at the chosen resolution; this picture is ${request.resolution}.`
}

export function remarksOn(plan: JobPlan, size: Size, request: ActiveJob['request']): string[] {
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
