import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { NodeId, PageId } from '../../../contract/model/ids.ts'
import type { Source, UsableSource } from '../../../contract/model/source.ts'
import { picturesOf } from '../../../ui/engine/planning/plan-jobs.ts'
import { priceOf, type Prices, shippedPrices } from '../../../contract/hiapi/models/prices.ts'
import {
  needsTexts,
  orderOf,
  orderSources,
  orderTargets,
  usableSources,
} from '../../../ui/features/composer/variants-order.ts'
import { type Draft, emptyDraft } from '../../../ui/features/composer/draft.ts'
import type { ReadTexts } from '../../../ui/state/source-texts.ts'
import { chosenFits } from '../../../ui/features/composer/chosen-fits.ts'
import {
  type KnownPlacements,
  knownPlacements,
} from '../../../ui/features/composer/placement-catalog.ts'
import { costOf } from '../../../ui/features/composer/variants-cost.ts'
import { variantsReadiness } from '../../../ui/features/composer/variants-readiness.ts'

export const frame: UsableSource = {
  usable: true,
  id: NodeId.parse('1:2'),
  page: PageId.parse('0:1'),
  name: 'Poster',
  bounds: { x: 0, y: 0, width: 400, height: 300 },
}
export const other: UsableSource = { ...frame, id: NodeId.parse('1:4'), name: 'Card' }
export const text: Source = {
  usable: false,
  id: NodeId.parse('1:3'),
  name: 'Title',
  reason: 'text',
}

export const prices: Prices = shippedPrices
export const known: KnownPlacements = knownPlacements([
  { id: 'own-1', name: 'Shop window', width: 1200, height: 1600 },
])

/** A draft that can be generated: one prompt, nothing ticked but what is given. */
export function draftWith(changes: Partial<Draft> = {}): Draft {
  return { ...emptyDraft, prompt: 'A poster', ratios: new Set(), ...changes }
}

export function withPlacements(...ids: string[]): Draft {
  return draftWith({ placements: new Set(ids) })
}

/** What a draft comes to, with sources whose words nobody has read unless they are given. */
export function composed(
  draft: Draft,
  sources: readonly Source[] = [frame],
  bySource: ReadTexts['bySource'] = new Map(),
) {
  const fits = chosenFits(draft, known, gptImage2, prices)
  const texts = needsTexts(draft) ? { selection: null, bySource } : null
  const order = orderOf(
    draft,
    orderSources(usableSources(sources), texts),
    orderTargets(draft, fits, gptImage2),
  )
  const pictures = picturesOf(order, gptImage2)
  return {
    order,
    pictures,
    cost: costOf(pictures, ({ resolution }) => priceOf(gptImage2, resolution, prices)),
    block: (hasKey = true) =>
      variantsReadiness({
        draft,
        order,
        pictures,
        isAnySelected: sources.length > 0,
        fits,
        texts,
        hasKey,
        model: gptImage2,
      }),
  }
}
