import { findProblems, type Problem } from './find-problems.ts'
import type { Kind } from './kinds.ts'
import type { LayoutTarget } from './layout-target.ts'
import { steps } from './scales.ts'
import type { Placed, Scaling } from './stack-group.ts'

interface Result {
  readonly placed: readonly Placed[]
  readonly scale: number
  readonly problems: readonly Problem[]
}

/** Only every third step is tried at first; those skipped are tried before a step that fits. */
const stride = 3

/**
 * The layout of a kind at the largest scale that keeps every rule; else the one that breaks the fewest.
 * Null if nothing has room.
 */
export function searchKind(
  kind: Kind,
  scalingsAt: (step: number) => readonly Scaling[],
  target: LayoutTarget,
): Result | null {
  let next: Result | null = null
  const at = (step: number): Result | null => {
    for (const scaling of scalingsAt(step)) {
      const placed = kind.place(scaling)
      if (placed === null) continue
      const result = { placed, scale: scaling.scale, problems: findProblems(placed, target) }
      if (result.problems.length === 0) return result
      if (next === null || result.problems.length < next.problems.length) next = result
    }
    return null
  }
  for (let step = 0; step < steps && scalingsAt(step).length > 0; step += stride) {
    const found = at(step)
    if (found === null) continue
    for (let larger = Math.max(0, step - stride + 1); larger < step; larger += 1) {
      const better = at(larger)
      if (better !== null) return better
    }
    return found
  }
  return next
}
