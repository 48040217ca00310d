import type { TargetKey } from './draft.ts'

/** What the prompt of an order can lack, if the kind says all of it. */
export type PlainPromptProblem =
  | 'no-key'
  | 'no-prompt'
  | 'reading-texts'
  | 'laying-out'
  | 'reading-references'

/** The same for the choices on the Variants tab. */
export type PlainVariantsProblem = 'no-source' | 'no-usable-source' | 'no-target'

/** What the words of an order and its references can lack. */
export type PromptNotReady =
  | { readonly kind: PlainPromptProblem }
  /** It has more characters than the model takes. */
  | { readonly kind: 'long-prompt'; readonly longest: number }
  /** The texts of a source or layer could not be read. */
  | { readonly kind: 'unread-texts'; readonly source: string }

export type NotReadyReason =
  | PromptNotReady
  | { readonly kind: PlainVariantsProblem }
  /** A placement would lose more than half of its picture. */
  | {
      readonly kind: 'severe-crop'
      readonly key: TargetKey
      readonly placement: string
      readonly crop: number
    }
  /** The prompt is too long once its tokens are filled in. */
  | {
      readonly kind: 'long-filled-prompt'
      readonly source: string
      readonly target: string
      readonly longest: number
    }
  /** The prompt consists of tokens alone, and they are empty here. */
  | { readonly kind: 'empty-filled-prompt'; readonly source: string; readonly target: string }

/** Why Swap can't be pressed. */
export type SwapNotReadyReason =
  | PromptNotReady
  | { readonly kind: 'no-layer' | 'all-refused' | 'all-swapped' }
  /** All layers that can be swapped are being swapped already; by name. */
  | { readonly kind: 'under-way'; readonly layers: readonly [string, ...string[]] }
  /** A render would lose more than half of its picture. */
  | { readonly kind: 'severe-crop'; readonly layer: string; readonly crop: number }
  /** The prompt is too long once its tokens are filled in. */
  | { readonly kind: 'long-filled-prompt'; readonly layer: string; readonly longest: number }
  /** The prompt consists of tokens alone, and they are empty here. */
  | { readonly kind: 'empty-filled-prompt'; readonly layer: string }
