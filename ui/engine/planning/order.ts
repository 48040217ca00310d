import type { FocalPoint } from '../../../contract/model/geometry.ts'
import type { SwappableLayer } from '../../../contract/model/layer.ts'
import type { FurtherReference } from '../../../contract/model/reference.ts'
import type { JobOptions } from '../../../contract/model/job-plan.ts'
import type { UsableSource } from '../../../contract/model/source.ts'
import type { ModelCell, Target } from '../../../contract/model/target.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'

/** A selected frame, with its own words where the prompt needs them. */
export interface OrderSource extends UsableSource {
  /** The source's text layers in reading order; empty where nothing asks for them. */
  readonly texts: readonly string[]
}

/** A target as it was chosen for this run. */
export interface OrderTarget {
  readonly target: Target
  /** What is ordered of the API for it. */
  readonly cell: ModelCell
  /** Words for this target alone, added to the prompt; empty where there are none. */
  readonly addition: string
  readonly focalPoint: FocalPoint
}

/** What a designer asked for with one press of Generate. */
export interface Order {
  readonly sources: readonly OrderSource[]
  /** In the order in which they are placed. */
  readonly targets: readonly OrderTarget[]
  /** As it was written, with its tokens. */
  readonly prompt: string
  readonly options: JobOptions
  /** Pictures of each target: 1 to 4. */
  readonly copies: number
  /** Whether placements that need the same picture share it. */
  readonly isShared: boolean
  /** In the order in which they are sent. At most as many as the model takes: `mostFurtherOf`. */
  readonly references: readonly FurtherReference[]
}

/** A selected layer that is to be swapped, as it was set up for this run. */
export interface OrderLayer extends SwappableLayer {
  /** The layer's own words in reading order; empty where nothing asks for them. */
  readonly texts: readonly string[]
  /** What is ordered of the API for it. */
  readonly cell: ModelCell
  readonly focalPoint: FocalPoint
}

/** What a designer asked for with one press of Swap. */
export interface SwapOrder {
  /** In the order in which they are swapped. */
  readonly layers: readonly OrderLayer[]
  /** As it was written, with its tokens. */
  readonly prompt: string
  readonly options: JobOptions
  /** Pictures of each layer, to pick from: 1 to 4. */
  readonly copies: number
  /** In the order in which they are sent. At most as many as the model takes: `mostFurtherOf`. */
  readonly references: readonly FurtherReference[]
}

/**
 * Variants to be made again by their own recipes. Those that share a picture and are made again
 * together share the new one as well.
 */
export interface RemakeOrder {
  readonly variants: readonly VariantInfo[]
  /** Whether the new picture takes the place of the old, or gets a frame of its own beside it. */
  readonly way: 'in-place' | 'beside'
  /** What the model starts from: the same reference as before, or the picture that it made of it. */
  readonly basis: 'reference' | 'picture'
  /**
   * Whether it was asked for by a button on the canvas. Pressed twice, that starts Restage twice, and
   * what the first start has ordered is not ordered once more.
   */
  readonly isFromCanvas?: boolean
}
