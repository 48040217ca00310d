import type { Rect } from '../../../contract/model/geometry.ts'
import { findProblems, type Problem } from './find-problems.ts'
import type { Group } from './groups.ts'
import type { Item } from './items.ts'
import type { Kind } from './kinds.ts'
import type { LayoutTarget } from './layout-target.ts'
import { type Rules, scalesFrom, scalingOf } from './scales.ts'
import type { Placed } from './stack-group.ts'

interface Result {
  readonly placed: readonly Placed[]
  readonly scale: number
  readonly problems: readonly Problem[]
}

/**
 * The largest scale at which a kind keeps every rule; else what breaks the fewest; null where nothing has
 * room.
 */
export function searchKind(
  kind: Kind,
  items: readonly Item[],
  groups: readonly Group[],
  region: Rect,
  target: LayoutTarget,
  full: number,
  rules: Rules,
): Result | null {
  let next: Result | null = null
  for (const scale of scalesFrom(full)) {
    for (const measure of ['kept', 'wide'] as const) {
      const floor = target.floor * rules.floor
      const scaling = scalingOf(items, scale, measure, floor, region, rules.growth)
      if (scaling === null) return next
      const placed = kind.place(groups, region, scaling)
      if (placed === null) continue
      const problems = findProblems(placed, target)
      if (problems.length === 0) return { placed, scale, problems }
      if (next === null || problems.length < next.problems.length)
        next = { placed, scale, problems }
    }
  }
  return next
}
