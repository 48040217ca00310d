import type { Reference } from '../../../contract/model/reference.ts'
import { isSwap, type JobPlan } from '../../../contract/model/job-plan.ts'
import type { References } from '../../services/references/references.ts'

/**
 * Makes a job's reference from the present look of its source.
 *
 * @throws {PluginError} `source-gone`, `source-unusable`, `layer-refused`, `export-failed`
 */
export function captureSource(plan: JobPlan, references: References): Promise<Reference> {
  const further = plan.details.references.map(({ reference }) => reference)
  const without = plan.details.live?.blocks
  const { id } = plan.source
  return isSwap(plan)
    ? references.captureLayer(id, further, without)
    : references.capture(id, further, without)
}
