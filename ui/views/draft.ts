import type { FocalPoint } from '../../plugin/protocol/geometry.ts'
import type { NodeId } from '../../plugin/protocol/ids.ts'
import type { FurtherReference } from '../../plugin/protocol/recipe.ts'
import type { AspectRatio, Cell, Resolution, Sizing } from '../../plugin/protocol/target.ts'

/**
 * A target by name, as a key of what is chosen for it: the ratio itself ("16:9"), or the id of the
 * placement.
 */
export type TargetKey = string

/** A further reference in the composer: chosen, and captured as soon as it was. */
export interface ChosenReference {
  /** The layer that it was made from. */
  readonly node: NodeId
  readonly name: string
  readonly role: FurtherReference['role']
  /** Null while it is being captured. */
  readonly reference: FurtherReference['reference'] | null
}

/** All that the person has set up so far. */
export interface Draft {
  /** As written, with its tokens. */
  readonly prompt: string
  readonly keepWords: boolean
  /** Everything that was ticked, offered at this resolution or not: see `chosenRatios`. */
  readonly ratios: ReadonlySet<AspectRatio>
  /** The ids of placements, in the order in which they were ticked. */
  readonly placements: ReadonlySet<string>
  /** For the plain ratios; a placement takes what fits it best. */
  readonly resolution: Resolution
  readonly sizing: Sizing
  /** Where the person has chosen another pair than the one that fits best; by placement. */
  readonly cells: ReadonlyMap<TargetKey, Cell>
  readonly focalPoints: ReadonlyMap<TargetKey, FocalPoint>
  /** Words for one target alone. */
  readonly additions: ReadonlyMap<TargetKey, string>
  /** Placements that lose more than half of the picture, and are wanted all the same. */
  readonly accepted: ReadonlySet<TargetKey>
  readonly copies: number
  /** Whether placements that need the same picture share it. */
  readonly isShared: boolean
  readonly references: readonly ChosenReference[]
}

export const emptyDraft: Draft = {
  prompt: '',
  keepWords: false,
  ratios: new Set(['1:1']),
  placements: new Set(),
  resolution: '1K',
  sizing: { by: 'source' },
  cells: new Map(),
  focalPoints: new Map(),
  additions: new Map(),
  accepted: new Set(),
  copies: 1,
  isShared: true,
  references: [],
}
