import type { FocalPoint } from '../../../contract/model/geometry.ts'
import type {
  AspectRatio,
  ModelCell,
  Resolution,
  Sizing,
  Target,
} from '../../../contract/model/target.ts'
import { toggled } from '../../lib/toggled.ts'
import { type Words, noWords } from './prompt-draft.ts'

/** Identifies a target in the choices made for it: the ratio itself ("16:9"), or the id of the placement. */
export type TargetKey = string

export function keyOf(target: Target): TargetKey {
  switch (target.kind) {
    case 'ratio':
      return target.ratio
    case 'placement':
      return target.placement
    case 'swap':
      return 'swap'
  }
}

/** Everything that the designer has set up so far. */
export interface Draft extends Words {
  /** Everything that was ticked, even if not offered at this resolution: see `chosenRatios`. */
  readonly ratios: ReadonlySet<AspectRatio>
  /** The ids of placements, in the order in which they were ticked. */
  readonly placements: ReadonlySet<string>
  /** For the plain ratios; a placement takes what fits it best. */
  readonly resolution: Resolution
  readonly sizing: Sizing
  /** Pairs that the designer chose instead of the best fit, by placement. */
  readonly cells: ReadonlyMap<TargetKey, ModelCell>
  readonly focalPoints: ReadonlyMap<TargetKey, FocalPoint>
  /** Words for one target alone. */
  readonly additions: ReadonlyMap<TargetKey, string>
  /** Placements that lose more than half of the picture and are wanted all the same. */
  readonly accepted: ReadonlySet<TargetKey>
  readonly copies: number
  /** Whether placements that need the same picture share it. */
  readonly isShared: boolean
}

export const emptyDraft: Draft = {
  ...noWords,
  ratios: new Set(),
  placements: new Set(),
  resolution: '1K',
  sizing: { by: 'width' },
  cells: new Map(),
  focalPoints: new Map(),
  additions: new Map(),
  accepted: new Set(),
  copies: 1,
  isShared: true,
}

export function toggleRatio(draft: Draft, ratio: AspectRatio): Draft {
  return { ...draft, ratios: toggled(draft.ratios, ratio) }
}

/** Ticks a placement, as the last of them, or unticks it. */
export function togglePlacement(draft: Draft, id: string): Draft {
  return { ...draft, placements: toggled(draft.placements, id) }
}

/** Unticks a target, or ticks it. */
export function toggleTarget(draft: Draft, target: Target): Draft {
  switch (target.kind) {
    case 'ratio':
      return toggleRatio(draft, target.ratio)
    case 'placement':
      return togglePlacement(draft, target.placement)
    case 'swap':
      return draft
  }
}

/** Ticks another placement instead of one, at the same position. */
export function replacePlacement(draft: Draft, id: string, other: string): Draft {
  const placements = [...draft.placements].map((each) => (each === id ? other : each))
  return { ...draft, placements: new Set(placements) }
}

/** Records that a placement is wanted whatever it loses, or takes that back. */
export function toggleAccepted(draft: Draft, id: string): Draft {
  return { ...draft, accepted: toggled(draft.accepted, id) }
}

/**
 * Chooses a pair for a placement; null for the one that fits it best. What was agreed to is another pair's
 * crop.
 */
export function chooseCell(draft: Draft, key: TargetKey, cell: ModelCell | null): Draft {
  const cells = new Map(draft.cells)
  if (cell === null) cells.delete(key)
  else cells.set(key, cell)
  return { ...draft, cells, accepted: acceptedBut(draft, key) }
}

function acceptedBut({ accepted }: Draft, key: TargetKey): ReadonlySet<TargetKey> {
  return new Set([...accepted].filter((each) => each !== key))
}

export function chooseFocalPoint(draft: Draft, key: TargetKey, focalPoint: FocalPoint): Draft {
  return { ...draft, focalPoints: new Map(draft.focalPoints).set(key, focalPoint) }
}

/** Drops the choices for a target whose shape has changed: its pair, its focal point, its crop. */
export function forgetChoices(draft: Draft, key: TargetKey): Draft {
  const without = <Value>(map: ReadonlyMap<TargetKey, Value>) =>
    new Map([...map].filter(([each]) => each !== key))
  return {
    ...draft,
    cells: without(draft.cells),
    focalPoints: without(draft.focalPoints),
    accepted: acceptedBut(draft, key),
  }
}

/** Sets the words for one target alone; an empty text removes them. */
export function writeAddition(draft: Draft, key: TargetKey, words: string): Draft {
  const additions = new Map(draft.additions)
  if (words === '') additions.delete(key)
  else additions.set(key, words)
  return { ...draft, additions }
}

/** How many targets have words of their own. */
export function additionsOf(targets: readonly { readonly addition: string }[]): number {
  return targets.filter(({ addition }) => addition !== '').length
}
