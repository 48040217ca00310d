import { type FocalPoint, centre } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import { toggled } from '../../lib/toggled.ts'
import { type Words, noWords } from './prompt-draft.ts'

/** Everything that the designer has set up for swaps so far; separate from the draft for variants. */
export interface SwapDraft extends Words {
  readonly resolution: Resolution
  /** Pictures of each layer, to pick from. */
  readonly copies: number
  readonly focalPoints: ReadonlyMap<NodeId, FocalPoint>
  /** Layers whose renders lose more than half and are wanted all the same. */
  readonly accepted: ReadonlySet<NodeId>
}

export const emptySwapDraft: SwapDraft = {
  ...noWords,
  resolution: '1K',
  copies: 1,
  focalPoints: new Map(),
  accepted: new Set(),
}

export function focalPointFor(
  { focalPoints }: Pick<SwapDraft, 'focalPoints'>,
  layer: NodeId,
): FocalPoint {
  return focalPoints.get(layer) ?? centre
}

export function aimAt(draft: SwapDraft, layer: NodeId, focalPoint: FocalPoint): SwapDraft {
  return { ...draft, focalPoints: new Map(draft.focalPoints).set(layer, focalPoint) }
}

/** Records that the designer accepts whatever a layer's render loses, or takes that back. */
export function toggleCrop(draft: SwapDraft, layer: NodeId): SwapDraft {
  return { ...draft, accepted: toggled(draft.accepted, layer) }
}
