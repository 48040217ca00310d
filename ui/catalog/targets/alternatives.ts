import type { ImageModel } from '../models/model.ts'
import { bestFit } from './fit.ts'
import { placements } from './placements.ts'
import type { Placement } from './placement.ts'

/** At most so many: enough to choose from, and few enough to read. */
const most = 3

/**
 * What could be delivered instead of a placement that loses much of its picture: of the same group and
 * platform, losing no more than half of what this one does, the nearest in size first. Empty for one
 * that loses nothing.
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

/** How many times larger or smaller one is than the other, both ways together. */
function distance(a: Placement, b: Placement): number {
  return Math.abs(Math.log(a.width / b.width)) + Math.abs(Math.log(a.height / b.height))
}
