import type { ImageModel } from '../../../contract/hiapi/models/model.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { Layer, RefusedLayer, SwappableLayer } from '../../../contract/model/layer.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import { capturedReferences } from '../../catalog/prompts/select-references.ts'
import { tidyPrompt } from '../../catalog/prompts/tidy-prompt.ts'
import type { SourceLive, SwapOrder } from '../../engine/planning/order.ts'
import { bestFit, cropSeverity, type Fit, layerFit } from '../../catalog/targets/fit.ts'
import type { Prices } from '../../../contract/hiapi/models/prices.ts'
import { type ReadTexts, textsOf } from '../../state/source-texts.ts'
import { focalPointFor, isAccepted, type SwapDraft } from './swap-draft.ts'
import { asksForTexts } from './prompt-readiness.ts'

/** A selected layer that would be swapped, with what is ordered for it. */
export interface ReadyLayer {
  readonly state: 'ready'
  readonly layer: SwappableLayer
  readonly fit: Fit
  /** The fit at another resolution, if that crops clearly less; else null. */
  readonly better: Fit | null
}

/** One selected layer, as the list shows it. */
export type ListedLayer =
  | ReadyLayer
  | { readonly state: 'under-way'; readonly layer: SwappableLayer }
  /** A render, or the original hidden by it: once flipped, the original can be swapped again. */
  | { readonly state: 'swapped'; readonly layer: RefusedLayer }
  | { readonly state: 'refused'; readonly layer: RefusedLayer }

/** A share of the picture: a smaller gain is not worth another resolution. */
const plainlyLess = 0.02

/** What is known of the selected layers beyond their description. */
export interface LayersNow {
  /** Those that belong to swaps. */
  readonly swaps: readonly NodeId[]
  /** Those that this window is swapping. */
  readonly underWay: ReadonlySet<NodeId>
}

/** What happens to each selected layer, before any money is spent; in the order of the selection. */
export function listLayers(
  layers: readonly Layer[],
  resolution: Resolution,
  { swaps, underWay }: LayersNow,
  model: ImageModel,
  prices: Prices,
): readonly ListedLayer[] {
  return layers.map((layer) => {
    if (!layer.swappable) {
      const isBehind = layer.reason === 'hidden' && swaps.includes(layer.id)
      const isSwapped = isBehind || layer.reason === 'render'
      return { state: isSwapped ? 'swapped' : 'refused', layer }
    }
    if (underWay.has(layer.id)) return { state: 'under-way', layer }
    const fit = layerFit(model, layer.size, resolution, prices)
    const best = bestFit(model, layer.size, prices)
    return { state: 'ready', layer, fit, better: best.crop < fit.crop - plainlyLess ? best : null }
  })
}

export function readyLayers(listed: readonly ListedLayer[]): readonly ReadyLayer[] {
  return listed.filter((each) => each.state === 'ready')
}

export function swapOrderOf(
  draft: SwapDraft,
  listed: readonly ListedLayer[],
  texts: ReadTexts,
  live: ReadonlyMap<NodeId, SourceLive> = new Map(),
): SwapOrder {
  const readsTexts = asksForTexts(draft)
  return {
    layers: readyLayers(listed).map(({ layer, fit }) => ({
      ...layer,
      texts: readsTexts ? textsOf(texts, layer.id) : [],
      live: live.get(layer.id),
      cell: fit.cell,
      focalPoint: focalPointFor(draft, layer.id),
    })),
    prompt: tidyPrompt(draft.prompt).trim(),
    options: draft.options,
    copies: draft.copies,
    references: capturedReferences(draft.references),
  }
}

/** Whether a render loses so much that the designer must agree to it, and has not. */
export function isUnaccepted(
  { layer, fit }: ReadyLayer,
  draft: Pick<SwapDraft, 'accepted'>,
): boolean {
  return cropSeverity(fit) === 'severe' && !isAccepted(draft, layer.id, fit.crop)
}
