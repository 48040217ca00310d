import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import type { TargetSet } from '../../../contract/model/client-storage/library.ts'
import type { Sizing } from '../../../contract/model/target.ts'
import { chosenRatios } from './variants-order.ts'
import type { Draft } from './draft.ts'
import type { KnownPlacements } from './placement-catalog.ts'

/** The targets of a draft, and how they are made, under a name. */
export function setOf(
  draft: Draft,
  known: KnownPlacements,
  { id, name }: Pick<TargetSet, 'id' | 'name'>,
  model: ImageModel,
): TargetSet {
  return {
    id,
    name,
    ratios: [...chosenRatios(draft, model)],
    placements: [...draft.placements].filter((placement) => known.has(placement)),
    resolution: draft.resolution,
    sizing: draft.sizing,
    copies: draft.copies,
  }
}

/** A draft with only the targets of a set. Placements that no longer exist are left out. */
export function withSet(draft: Draft, set: TargetSet, known: KnownPlacements): Draft {
  return {
    ...draft,
    ratios: new Set(set.ratios),
    placements: new Set(set.placements.filter((placement) => known.has(placement))),
    resolution: set.resolution,
    sizing: set.sizing,
    copies: Math.min(4, Math.max(1, Math.round(set.copies))),
  }
}

/** Whether a draft has exactly the targets of a set, made the same way. */
export function isOfSet(
  draft: Draft,
  set: TargetSet,
  known: KnownPlacements,
  model: ImageModel,
): boolean {
  const one = withSet(draft, set, known)
  const other = setOf(draft, known, set, model)
  return (
    isSame([...chosenRatios(one, model)], other.ratios) &&
    isSame([...one.placements], other.placements) &&
    one.resolution === other.resolution &&
    one.copies === other.copies &&
    isSameSizing(one.sizing, other.sizing)
  )
}

/** The order of targets is their order on the canvas, but makes no other set. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  const set = new Set(other)
  return one.length === other.length && one.every((each) => set.has(each))
}

function isSameSizing(one: Sizing, other: Sizing): boolean {
  const pixels = (sizing: Sizing) => (sizing.by === 'edge' ? sizing.pixels : 0)
  return one.by === other.by && pixels(one) === pixels(other)
}
