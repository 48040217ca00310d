import type { Size } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { PlacedBlock } from '../../../contract/model/live-text.ts'
import type { LiveText } from '../../../contract/model/canvas-text.ts'
import { findProblems, type Problem } from './find-problems.ts'
import { groupsOf, groupsWithout } from './groups.ts'
import { type Item, itemsOf } from './items.ts'
import { type Kind, kindsFor } from './kinds.ts'
import type { LayoutTarget } from './layout-target.ts'
import { placeAlike } from './place-alike.ts'
import { placedBlocks } from './placed-blocks.ts'
import { regionOf, safeArea } from './region.ts'
import { leftOutFirst } from './roles.ts'
import { fullScale, resorts, type Rules, scalingsFrom } from './scales.ts'
import { searchKind } from './search-kind.ts'
import type { Placed } from './stack-group.ts'

/** A layout of a source's live text in a target. */
export interface Candidate {
  readonly kind: Kind['name'] | 'alike'
  /** Every block in the order of the source, also those left out. */
  readonly blocks: readonly PlacedBlock[]
  /** The blocks without room. */
  readonly leftOut: readonly NodeId[]
  /** Higher is better: how large texts stay, less the penalty for differing from the source. */
  readonly score: number
  /** The rules that it does not keep. */
  readonly problems: readonly Problem[]
}

interface Found extends Pick<Candidate, 'kind' | 'score' | 'problems'> {
  readonly placed: readonly Placed[]
  readonly left: readonly Item[]
  readonly scale: number
}

/** The logarithm of a scale: below it, texts are so small that leaving one out is tried as well. */
const small = -0.6
/** What leaving out one block costs in the score. */
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

/** How much less than the best a layout may score to count as about as good. */
const aboutAsGood = 0.1

/** The best layout, then those about as good; only the best if it leaves blocks out. */
export function bestLayouts([best, ...others]: readonly Candidate[]): readonly Candidate[] {
  if (best === undefined) return []
  const isAsGood = ({ problems, leftOut, score }: Candidate) =>
    problems.length <= best.problems.length &&
    leftOut.length + best.leftOut.length === 0 &&
    score >= best.score - aboutAsGood
  return [best, ...others.filter(isAsGood)]
}

/** The layouts that keep every rule with the fewest blocks left out; else those that break rules. */
function search(items: readonly Item[], size: Size, target: LayoutTarget): Found[] {
  const leaving = leftOutFirst.flatMap((role) => items.filter((item) => item.role === role))
  const full = fullScale(size, target.frame)
  const alike = layAlike(items, size, target)
  const [found, flawed]: [Found[], Found[]] = [[], []]
  const take = (all: readonly Found[]) => {
    for (const each of all) (each.problems.length === 0 ? found : flawed).push(each)
  }
  if (isAlike(size, target.frame)) take([alike])
  for (const rules of resorts) {
    for (let count = rules.isFirst ? 0 : leaving.length; count <= leaving.length; count += 1) {
      const left = leaving.slice(0, count)
      take(layOut(items, left, size, target, rules, false))
      // The source's own margins are given up before another text is.
      if (found.length === 0) take(layOut(items, left, size, target, rules, true))
      if (found.some(({ scale }) => Math.log(scale / full) > small)) return found
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
  { growth, floor }: Rules,
  isTight: boolean,
): readonly Found[] {
  const kept = items.filter((item) => !left.includes(item))
  const groups = groupsWithout(groupsOf(items, size), left)
  const region = isTight ? safeArea(target) : regionOf(items, size, target)
  const full = fullScale(size, target.frame)
  const scalings = scalingsFrom(kept, full, target.floor * floor, region, growth)
  return kindsFor(groups, size, region).flatMap((kind) => {
    const result = searchKind(kind, scalings, target)
    if (result === null) return []
    const cost = kind.penalty + left.length * costOfLeaving + (1 - floor) + (isTight ? 0.05 : 0)
    return [{ ...result, kind: kind.name, left, score: Math.log(result.scale / full) - cost }]
  })
}
