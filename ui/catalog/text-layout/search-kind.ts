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
  const at = (step: number): Result | null => {
    let best: Result | null = null
    for (const scaling of scalingsAt(step)) {
      const placed = kind.place(scaling)
      if (placed === null) continue
      const result = { placed, scale: scaling.scale, problems: findProblems(placed, target) }
      if (best === null || result.problems.length < best.problems.length) best = result
      if (best.problems.length === 0) break
    }
    return best
  }
  const tried: number[] = []
  for (let step = 0; step < steps && scalingsAt(step).length > 0; step += stride) tried.push(step)
  // What has no room at the smallest scale has none at a larger one.
  if (at(tried.at(-1) ?? 0) === null) return null
  let next: Result | null = null
  for (const step of tried) {
    const result = at(step)
    if (result?.problems.length === 0) {
      for (let larger = Math.max(0, step - stride + 1); larger < step; larger += 1) {
        const better = at(larger)
        if (better?.problems.length === 0) return better
      }
      return result
    }
    if (next === null || (result !== null && result.problems.length < next.problems.length)) {
      next = result
    }
    // Texts that are too small are so at all scales that follow.
    if (String(next?.problems) === 'too-small') break
  }
  return next
}
