import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import { bestFit } from './fit.ts'
import { placements } from './placements.ts'
import type { Placement } from './placement.ts'

/** Enough to choose from, and few enough to read. */
const most = 3

/**
 * What could replace a placement that loses much of its picture. Alternatives are of the same group and
 * platform, lose at most half as much, and are sorted by nearest size. Empty if nothing is lost.
 */
export function alternativesTo(placement: Placement, model: ImageModel): readonly Placement[] {
  const { crop } = bestFit(model, placement)
  return placements
    .filter(({ group, platform }) => group === placement.group && platform === placement.platform)
    .filter((other) => bestFit(model, other).crop <= crop / 2 && crop > 0)
    .filter(({ id }) => id !== placement.id)
    .map((other) => ({ other, distance: distance(placement, other) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ other }) => other)
}

/** The difference in size as a ratio, for both sides together. */
function distance(a: Placement, b: Placement): number {
  return Math.abs(Math.log(a.width / b.width)) + Math.abs(Math.log(a.height / b.height))
}
