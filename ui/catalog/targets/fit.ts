import type { Size } from '../../../contract/model/geometry.ts'
import { type ModelCell, proportionOf, type Resolution } from '../../../contract/model/target.ts'
import {
  type ImageModel,
  pictureSize,
  ratiosOf,
  resolutionsOf,
} from '../../../contract/hiapi/models/model.ts'
import { priceOf, type Prices, shippedPrices } from '../../../contract/hiapi/models/prices.ts'

/** How a generated picture covers a frame: scaled evenly until it does, and the excess is cut. */
export interface Fit {
  readonly cell: ModelCell
  /** The share of the generated picture that is cut, 0 to 1; exact. */
  readonly crop: number
  readonly loses: 'none' | 'sides' | 'top-bottom'
  /** How much the picture is enlarged, by its estimated pixels: 1 is unchanged, below 1 is smaller. */
  readonly upscale: number
  /** US dollars, estimated. */
  readonly price: number
}

/**
 * Pictures miss their exact ratio by a pixel (1672 × 941 is 0.05 % narrower than 16:9). A crop this small
 * therefore does not count.
 */
const noCrop = 0.005

/** Every pair of ratio and resolution that can fill a frame; `auto` promises no shape. */
function cellsOf(model: ImageModel): readonly ModelCell[] {
  return ratiosOf(model)
    .filter((ratio) => proportionOf(ratio) !== null)
    .flatMap((ratio) => resolutionsOf(model, ratio).map((resolution) => ({ ratio, resolution })))
}

/**
 * How the pictures of a cell cover a frame.
 *
 * @throws RangeError for `auto` and for pairs that are not offered: their pixels are unknown
 */
export function fitOf(
  model: ImageModel,
  size: Size,
  cell: ModelCell,
  prices: Prices = shippedPrices,
): Fit {
  const proportion = proportionOf(cell.ratio)
  const picture = pictureSize(model, cell)
  if (proportion === null || picture === null) {
    throw new RangeError(`No fit is known of ${cell.ratio} at ${cell.resolution}.`)
  }
  const frame = size.width * proportion.height
  const shape = size.height * proportion.width
  const crop = 1 - Math.min(frame / shape, shape / frame)
  return {
    cell,
    crop,
    loses: crop < noCrop ? 'none' : frame < shape ? 'sides' : 'top-bottom',
    upscale: Math.max(size.width / picture.width, size.height / picture.height),
    price: priceOf(model, cell.resolution, prices),
  }
}

/**
 * All cells for a frame, the best first: least crop, to 0.1 %; then least enlargement, where none equals
 * any reduction; then the lower price; then the order of the ratios.
 */
export function fitsOf(
  model: ImageModel,
  size: Size,
  prices: Prices = shippedPrices,
): readonly Fit[] {
  return cellsOf(model)
    .map((cell) => fitOf(model, size, cell, prices))
    .sort(
      (a, b) =>
        Math.round(a.crop * 1000) - Math.round(b.crop * 1000) ||
        enlargementOf(a) - enlargementOf(b) ||
        a.price - b.price,
    )
}

/** The cell to order for a frame, unless the designer has chosen another. */
export function bestFit(model: ImageModel, size: Size, prices: Prices = shippedPrices): Fit {
  const [best] = fitsOf(model, size, prices)
  if (best === undefined) throw new Error('There are no cells.')
  return best
}

/**
 * What to show beside a best fit that has a drawback: the next one that crops at most 10 % and enlarges
 * nothing. It must also be cheaper, or sharper if the best must be enlarged. Null if there is none.
 */
export function runnerUp(
  model: ImageModel,
  size: Size,
  prices: Prices = shippedPrices,
): Fit | null {
  const best = bestFit(model, size, prices)
  const isBetter = (other: Fit) =>
    other.price < best.price || enlargementOf(other) < enlargementOf(best)
  const isSound = (other: Fit) => other.crop <= limits.crop.warn && enlargementOf(other) === 1
  return fitsOf(model, size, prices).find((other) => isSound(other) && isBetter(other)) ?? null
}

function enlargementOf({ upscale }: Fit): number {
  return Math.max(1, upscale)
}

/**
 * How serious a fit is: nothing to say; a note; a warning; or a plain run makes no sense, and the window
 * says what to do instead.
 */
export type Severity = 'fine' | 'note' | 'warn' | 'severe'
const severities = ['fine', 'note', 'warn', 'severe'] as const satisfies readonly Severity[]

/** The limits above which each begins: a share of the picture, and an enlargement. */
const limits = {
  crop: { note: noCrop, warn: 0.1, severe: 0.5 },
  upscale: { note: 1.005, warn: 1.25, severe: Infinity },
} as const

/** A warning above 10 % cropped, no plain run above 50 %. */
export function cropSeverity({ crop }: Pick<Fit, 'crop'>): Severity {
  return severity(crop, limits.crop)
}

/** A note above 1.00, as it is written; a warning above 1.25. */
export function upscaleSeverity({ upscale }: Pick<Fit, 'upscale'>): Severity {
  return severity(upscale, limits.upscale)
}

/** The more serious of both judgements. */
export function severityOf(fit: Pick<Fit, 'crop' | 'upscale'>): Severity {
  const [crop, upscale] = [cropSeverity(fit), upscaleSeverity(fit)]
  return severities.indexOf(crop) > severities.indexOf(upscale) ? crop : upscale
}

function severity(
  value: number,
  { note, warn, severe }: Readonly<Record<Exclude<Severity, 'fine'>, number>>,
): Severity {
  if (value > severe) return 'severe'
  if (value > warn) return 'warn'
  return value > note ? 'note' : 'fine'
}

/**
 * The fit to order for a layer to be swapped: of the ratios at a resolution, the one that crops least, as
 * for every frame.
 *
 * @param size the layer's own width and height, in the document's pixels
 */
export function layerFit(
  model: ImageModel,
  size: Size,
  resolution: Resolution,
  prices: Prices = shippedPrices,
): Fit {
  const best = fitsOf(model, size, prices).find(({ cell }) => cell.resolution === resolution)
  if (best === undefined) throw new Error(`No ratio is offered at ${resolution}.`)
  return best
}
