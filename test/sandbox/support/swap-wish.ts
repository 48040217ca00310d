import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { centre } from '../../../contract/model/geometry.ts'
import type { SwappableLayer } from '../../../contract/model/layer.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import type { SourceLive, SwapOrder } from '../../../ui/engine/planning/order.ts'
import { layerFit } from '../../../ui/catalog/targets/fit.ts'

/** What a designer sets up in the Swap tab; all of it has a plain default. */
export interface SwapWish extends Partial<Omit<SwapOrder, 'layers'>> {
  readonly resolution?: Resolution
  /** What of a layer's text stays live. */
  readonly live?: (layer: string) => SourceLive
}

/** The order that the window would make of a wish: each layer in the ratio nearest to its shape. */
export function swapOrderFor(layers: readonly SwappableLayer[], wish: SwapWish = {}): SwapOrder {
  const { resolution = '1K', live, ...others } = wish
  return {
    layers: layers.map((layer) => ({
      ...layer,
      texts: [],
      live: live?.(layer.id),
      cell: layerFit(gptImage2, layer.size, resolution).cell,
      focalPoint: centre,
    })),
    prompt: 'A product photograph',
    options: { keepWording: false },
    copies: 1,
    references: [],
    ...others,
  }
}
