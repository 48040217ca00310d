import type { Size } from '../../../contract/model/geometry.ts'
import type { Resolution } from '../../../contract/model/target.ts'
import { type Fit, fitsOf } from './fit.ts'
import { type Prices, shippedPrices } from '../models/prices.ts'

/**
 * The fit to order for a layer that is to be swapped: of the ratios that a resolution offers, the one
 * that crops least, as with every frame.
 *
 * @param size the layer's own width and height, in the document's pixels
 */
export function layerFit(size: Size, resolution: Resolution, prices: Prices = shippedPrices): Fit {
  const best = fitsOf(size, prices).find(({ cell }) => cell.resolution === resolution)
  if (best === undefined) throw new Error(`No ratio is offered at ${resolution}.`)
  return best
}
