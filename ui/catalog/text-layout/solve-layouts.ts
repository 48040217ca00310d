import type { Size } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { LiveText, PlacedBlock } from '../../../contract/model/live-text.ts'
import { findProblems, type Problem } from './find-problems.ts'
import { groupsOf } from './groups.ts'
import { type Item, itemsOf } from './items.ts'
import { type Kind, kindsFor } from './kinds.ts'
import type { LayoutTarget } from './layout-target.ts'
import { placeAlike } from './place-alike.ts'
import { placedBlocks } from './placed-blocks.ts'
import { regionOf } from './region.ts'
import { leftOutFirst } from './roles.ts'
import { fullScale, resorts, type Rules } from './scales.ts'
import { searchKind } from './search-kind.ts'
import type { Placed } from './stack-group.ts'

/** A layout of a source's live text in a target. */
export interface Candidate {
  readonly kind: Kind['name'] | 'alike'
  /** Every block in the order of the source's, also what is left out. */
  readonly blocks: readonly PlacedBlock[]
  /** What has no room. */
  readonly leftOut: readonly NodeId[]
  /** The higher the better: how large texts stay, less what the layout costs in likeness. */
  readonly score: number
  /** The rules that it does not keep. */
  readonly problems: readonly Problem[]
}

interface Found extends Pick<Candidate, 'kind' | 'score' | 'problems'> {
  readonly placed: readonly Placed[]
  readonly left: readonly Item[]
  readonly scale: number
}

/** Below this texts are so small that leaving one out is tried as well. */
const small = -0.6
/** What leaving out one block costs. */
const costOfLeaving = 0.3

/** The layouts of a source's live text in a target, the best first; there is always one. */
export function solveLayouts(
  live: Pick<LiveText, 'size' | 'blocks'>,
  target: LayoutTarget,
): readonly Candidate[] {
  const items = itemsOf(live)
  if (items.length === 0) {
    return [{ kind: 'alike', blocks: [], leftOut: [], score: 0, problems: [] }]
  }
  const region = regionOf(items, live.size, target)
  return search(items, live.size, target)
    .sort((a, b) => a.problems.length - b.problems.length || b.score - a.score)
    .map(({ placed, left, scale, ...found }) => ({
      ...found,
      blocks: placedBlocks(placed, left, region, target, scale),
      leftOut: items.filter((item) => left.includes(item)).map(({ block }) => block.id),
    }))
}

/** What keeps every rule, with as little left out as can be; else what breaks the fewest. */
function search(items: readonly Item[], size: Size, target: LayoutTarget): Found[] {
  const leaving = leftOutFirst.flatMap((role) => items.filter((item) => item.role === role))
  const flawed: Found[] = []
  const alike = layAlike(items, size, target)
  if (isAlike(size, target.frame) && alike.problems.length > 0) flawed.push(alike)
  const found = isAlike(size, target.frame) && alike.problems.length === 0 ? [alike] : []
  for (const rules of resorts) {
    for (let count = rules.isFirst ? 0 : leaving.length; count <= leaving.length; count += 1) {
      for (const each of layOut(items, leaving.slice(0, count), size, target, rules)) {
        if (each.problems.length === 0) found.push(each)
        else flawed.push(each)
      }
      if (found.some(({ score }) => score > small)) return found
    }
    if (found.length > 0) return found
  }
  return flawed.length > 0 ? flawed : [alike]
}

function isAlike(source: Size, frame: Size): boolean {
  return Math.abs(Math.log((frame.width * source.height) / (frame.height * source.width))) < 0.04
}

function layAlike(items: readonly Item[], size: Size, target: LayoutTarget): Found {
  const { placed, scale } = placeAlike(items, { size }, target)
  return {
    kind: 'alike',
    placed,
    scale,
    left: [],
    score: 0.2,
    problems: findProblems(placed, target),
  }
}

function layOut(
  items: readonly Item[],
  left: readonly Item[],
  size: Size,
  target: LayoutTarget,
  rules: Rules,
): readonly Found[] {
  const kept = items.filter((item) => !left.includes(item))
  const groups = groupsOf(kept, size)
  const region = regionOf(kept.length > 0 ? kept : items, size, target)
  const full = fullScale(size, target.frame)
  return kindsFor(size, target).flatMap((kind) => {
    const result = searchKind(kind, kept, groups, region, target, full, rules)
    if (result === null) return []
    const { placed, scale, problems } = result
    const cost = kind.penalty + left.length * costOfLeaving + (1 - rules.floor)
    const score = Math.log(scale / full) - cost
    return [{ kind: kind.name, placed, scale, problems, left, score }]
  })
}
