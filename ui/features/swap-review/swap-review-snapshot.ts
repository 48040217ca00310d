import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import type { KnownSwap, Stranded, Unclear } from '../../../contract/model/swap.ts'
import type { RequestOf } from '../../../contract/protocol/procedures.ts'

/** What ends a swap, one way or the other. */
export type SwapEnding = 'restore' | 'keep'

/** The swaps to end, and what of each the person agrees to lose. */
export type Asked = RequestOf<'restore'>['swaps']

/** The selected swaps, and what is being done to them. Immutable. */
export interface SwappedState {
  /** The selected layers that belong to swaps. */
  readonly nodes: readonly NodeId[]
  /** Null while they are being read for the first time. */
  readonly swaps: readonly KnownSwap[] | null
  /** The selected originals whose renders were deleted: they can only be restored, by their own ids. */
  readonly stranded: readonly Stranded[]
  /** The selected copies of which nobody can tell what they belong to: nothing is done to them. */
  readonly unclear: readonly Unclear[]
  /**
   * What the person is asked before it is done, and of what, as it was then; null while nothing is asked.
   */
  readonly question: { readonly ending: SwapEnding; readonly asked: Asked } | null
  /** The picture that was picked, until the render has it. */
  readonly picked: JobId | null
  readonly isComparing: boolean
  /** How many swaps the page has, as far as is known; looked for while none is selected. */
  readonly onPage: number
  /** What came of the last thing that was done, as a sentence. */
  readonly note: string
}
