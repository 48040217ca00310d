import { JobId, RunId } from '../../plugin/protocol/ids.ts'
import type { Size } from '../../plugin/protocol/geometry.ts'
import type { UsableSource } from '../../plugin/protocol/source.ts'
import type { Target } from '../../plugin/protocol/target.ts'
import { priceOf } from '../targets/price.ts'
import { isOffered, proportionOf } from '../targets/ratios.ts'
import { frameOfRatio } from '../targets/sizes.ts'
import type { Order } from './engine-contract.ts'
import type { JobPlan } from './job.ts'

/**
 * Every source in every target: one job each, source by source. Targets that don't exist at the
 * order's resolution are left out; the window disables them beforehand.
 *
 * @param newId gives a new id at each call
 */
export function planJobs(order: Order, newId: () => string): JobPlan[] {
  const run = RunId.parse(newId())
  return order.sources.flatMap((source) =>
    order.targets
      .filter((target) => isOffered(target.ratio, order.resolution))
      .map((target) => ({
        id: JobId.parse(newId()),
        run,
        source,
        target,
        ratio: target.ratio,
        resolution: order.resolution,
        prompt: order.prompt,
        size: sizeOf(target, source),
        price: priceOf(order.resolution),
      })),
  )
}

function sizeOf(target: Target, source: UsableSource): Size {
  const { width, height } = source.bounds
  const proportion = proportionOf(target.ratio)
  if (proportion !== null) return frameOfRatio(proportion, { width, height })
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) }
}
