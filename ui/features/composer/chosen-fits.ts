import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import type { ModelCell } from '../../../contract/model/target.ts'
import { type Fit, cropSeverity, fitOf, fitsOf } from '../../catalog/targets/fit.ts'
import type { Prices } from '../../../contract/hiapi/models/prices.ts'
import type { Draft } from './draft.ts'
import type { KnownPlacement, KnownPlacements } from './placement-catalog.ts'

/** A chosen placement, and how a picture will cover it. */
export interface ChosenFit {
  readonly placement: KnownPlacement
  readonly fit: Fit
  /** The one to order if the designer chooses no other. */
  readonly best: Fit
}

/** How many pairs the designer can choose from; the later ones crop and enlarge too much. */
const mostPairs = 10

/** The ticked placements that still exist, in the order of ticking, with what is ordered for each. */
export function chosenFits(
  { placements, cells }: Pick<Draft, 'placements' | 'cells'>,
  known: KnownPlacements,
  model: ImageModel,
  prices: Prices,
): readonly ChosenFit[] {
  return [...placements].flatMap((id) => {
    const placement = known.get(id)
    if (placement === undefined) return []
    const [best] = fitsOf(model, placement, prices)
    if (best === undefined) return []
    const cell = cells.get(id)
    return [
      { placement, best, fit: cell === undefined ? best : fitOf(model, placement, cell, prices) },
    ]
  })
}

/** The pairs to choose from, the best first; the chosen one is among them. */
export function pairsFor(
  { placement, fit }: ChosenFit,
  model: ImageModel,
  prices: Prices,
): readonly Fit[] {
  const pairs = fitsOf(model, placement, prices).slice(0, mostPairs)
  return pairs.some(({ cell }) => isSameCell(cell, fit.cell)) ? pairs : [...pairs, fit]
}

export function isSameCell(one: ModelCell, other: ModelCell): boolean {
  return one.ratio === other.ratio && one.resolution === other.resolution
}

/** Whether a fit loses so much that the designer must agree to it, and has not. */
export function isUnaccepted(
  { placement, fit }: ChosenFit,
  { accepted }: Pick<Draft, 'accepted'>,
): boolean {
  return cropSeverity(fit) === 'severe' && !accepted.has(placement.id)
}
