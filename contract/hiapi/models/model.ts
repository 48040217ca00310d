import type { Size } from '../../model/geometry.ts'
import {
  type AspectRatio,
  type ModelCell,
  type Resolution,
  resolutions,
} from '../../model/target.ts'

/** US dollars per picture, by resolution. */
export type PriceRow = Readonly<Record<Resolution, number>>

type Pixels = readonly [width: number, height: number]

/** Everything that differs between models. */
export interface ImageModel {
  /** Sent as `model`. */
  readonly name: string
  /** Other names of the same model: tried once if the API refuses the first. */
  readonly spellings: readonly string[]
  readonly references: {
    /** The field of `input` that takes them. */
    readonly field: 'input_urls' | 'image_urls' | 'image_input'
    /** Including the source's own. */
    readonly most: number
  }
  readonly prompt: {
    /** In characters; the API does not say how they are counted. */
    readonly longest: number
  }
  /** How to ask for a resolution. */
  readonly tier: {
    readonly field: 'resolution' | 'quality'
    readonly values: Readonly<Record<Resolution, string>>
  }
  /**
   * The ratios that can be ordered, in the order of the window. For each: the resolutions it exists at, and
   * the pixels expected of its pictures; null if unknown.
   */
  readonly cells: Readonly<
    Partial<Record<AspectRatio, Readonly<Partial<Record<Resolution, Pixels | null>>>>>
  >
  /** What to order if the API refuses a pair about which its own sources disagree. */
  readonly substitutes: readonly { readonly cell: ModelCell; readonly resolution: Resolution }[]
  readonly prices: {
    readonly dollars: PriceRow
    /** The day on which they were read, as "2026-11-01". */
    readonly readOn: string
  }
}

/** How many references a model takes besides the source's own. */
export function mostFurtherOf({ references }: ImageModel): number {
  return references.most - 1
}

export function ratiosOf({ cells }: ImageModel): readonly AspectRatio[] {
  return Object.keys(cells)
}

/** The resolutions at which a ratio can be ordered. */
export function resolutionsOf({ cells }: ImageModel, ratio: AspectRatio): readonly Resolution[] {
  const row = cells[ratio] ?? {}
  return resolutions.filter((resolution) => row[resolution] !== undefined)
}

export function isOffered({ cells }: ImageModel, { ratio, resolution }: ModelCell): boolean {
  return cells[ratio]?.[resolution] !== undefined
}

/** The pixels expected of a picture; null for `auto` and for pairs that are not offered. */
export function pictureSize({ cells }: ImageModel, { ratio, resolution }: ModelCell): Size | null {
  const pixels = cells[ratio]?.[resolution] ?? null
  return pixels && { width: pixels[0], height: pixels[1] }
}

/** The resolution to order instead of a refused pair; null if the refusal is final. */
export function substituteFor(
  { substitutes }: ImageModel,
  { ratio, resolution }: ModelCell,
): Resolution | null {
  const found = substitutes.find(
    ({ cell }) => cell.ratio === ratio && cell.resolution === resolution,
  )
  return found?.resolution ?? null
}
