import { type FocalPoint, centre } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import { type Words, noWords } from './prompt-draft.ts'

/** Everything that the designer has set up for swaps so far; separate from the draft for variants. */
export interface SwapDraft extends Words {
  readonly resolution: Resolution
  /** Pictures of each layer, to pick from. */
  readonly copies: number
  readonly focalPoints: ReadonlyMap<NodeId, FocalPoint>
  /** Layers whose renders lose more than half and are wanted all the same, with the share that is lost. */
  readonly accepted: ReadonlyMap<NodeId, number>
}

export const emptySwapDraft: SwapDraft = {
  ...noWords,
  resolution: '1K',
  copies: 1,
  focalPoints: new Map(),
  accepted: new Map(),
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

/** Records that the designer accepts what a layer's render loses, or takes that back. */
export function toggleCrop(draft: SwapDraft, layer: NodeId, crop: number): SwapDraft {
  const accepted = new Map(draft.accepted)
  if (isAccepted(draft, layer, crop)) accepted.delete(layer)
  else accepted.set(layer, crop)
  return { ...draft, accepted }
}

/** Whether the designer has accepted that a layer's render loses so much: it may have been resized since. */
export function isAccepted(
  { accepted }: Pick<SwapDraft, 'accepted'>,
  layer: NodeId,
  crop: number,
): boolean {
  return crop <= (accepted.get(layer) ?? 0)
}
