import type { FocalPoint } from '../../../contract/model/geometry.ts'
import type { SwappableLayer } from '../../../contract/model/layer.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import type { PlacedBlock } from '../../../contract/model/live-text.ts'
import type { FurtherReference } from '../../../contract/model/reference.ts'
import type { JobOptions } from '../../../contract/model/job-plan.ts'
import type { UsableSource } from '../../../contract/model/source.ts'
import type { ModelCell, Target } from '../../../contract/model/target.ts'
import type { VariantInfo } from '../../../contract/model/variant.ts'

/** The text of a source that stays live. Both functions cache their results: every keystroke calls them. */
export interface SourceLive {
  readonly blocks: readonly NodeId[]
  /** Blocks that could stay live too, but that the designer has switched off. */
  readonly off: readonly NodeId[]
  /** Where the blocks go in a new frame; null if they keep the places that they have in the source. */
  readonly layoutFor: (target: OrderTarget) => readonly PlacedBlock[] | null
  /** The sentence about the blocks in a picture's prompt. */
  readonly clauseFor: (targets: readonly OrderTarget[]) => string
}

/** A selected frame, with its own texts if the prompt needs them. */
export interface OrderSource extends UsableSource {
  /** The source's text layers in reading order; empty if the prompt does not use them. */
  readonly texts: readonly string[]
  /** Left out if none of its text stays live. */
  readonly live?: SourceLive | undefined
}

/** A target as chosen for this run. */
export interface OrderTarget {
  readonly target: Target
  /** The ratio and resolution to order from the API. */
  readonly cell: ModelCell
  /** Words for this target alone, added to the prompt; empty if there are none. */
  readonly addition: string
  readonly focalPoint: FocalPoint
}

/** What a designer asked for with one press of Generate. */
export interface Order {
  readonly sources: readonly OrderSource[]
  /** In the order in which they are placed. */
  readonly targets: readonly OrderTarget[]
  /** As the designer wrote it, with its tokens. */
  readonly prompt: string
  readonly options: JobOptions
  /** Pictures of each target: 1 to 4. */
  readonly copies: number
  /** Whether placements that need the same picture share it. */
  readonly isShared: boolean
  /** In the order in which they are sent; at most `mostFurtherOf` the model. */
  readonly references: readonly FurtherReference[]
}

/** A selected layer to be swapped, as set up for this run. */
export interface OrderLayer extends SwappableLayer {
  /** The layer's own texts in reading order; empty if the prompt does not use them. */
  readonly texts: readonly string[]
  /** Left out if none of its text stays live. */
  readonly live?: SourceLive | undefined
  /** The ratio and resolution to order from the API. */
  readonly cell: ModelCell
  readonly focalPoint: FocalPoint
}

/** What a designer asked for with one press of Swap. */
export interface SwapOrder {
  /** In the order in which they are swapped. */
  readonly layers: readonly OrderLayer[]
  /** As the designer wrote it, with its tokens. */
  readonly prompt: string
  readonly options: JobOptions
  /** Pictures of each layer, to pick from: 1 to 4. */
  readonly copies: number
  /** In the order in which they are sent; at most `mostFurtherOf` the model. */
  readonly references: readonly FurtherReference[]
}

/**
 * Variants to remake from their own recipes. Those that share a picture also share the new one if they are
 * remade together.
 */
export interface RemakeOrder {
  readonly variants: readonly VariantInfo[]
  /** Whether the new picture replaces the old one, or gets a frame of its own beside it. */
  readonly way: 'in-place' | 'beside'
  /** What the model starts from: the same reference as before, or the picture made from it. */
  readonly basis: 'reference' | 'picture'
  /**
   * Whether a button on the canvas ordered it. Pressing the button twice starts Restage twice; the second
   * start does not order the same pictures again.
   */
  readonly isFromCanvas?: boolean
  /** Replaces the prompt of each recipe; left out if the prompts stay. */
  readonly words?: NewPrompt | undefined
}

/** A prompt that the designer has edited in a recipe. */
export interface NewPrompt {
  /** As the designer wrote it, with its tokens; empty if it is sent in the same words. */
  readonly template: string
  /** As it is sent. */
  readonly prompt: string
}
