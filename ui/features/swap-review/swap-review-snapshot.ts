import type { ReadonlySignal } from '@preact/signals'
import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import type { Scrim } from '../../../contract/model/live-text.ts'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import type { SwapInfo, OrphanedOriginal, Unclear } from '../../../contract/model/swap.ts'
import type { EventOf, RequestOf } from '../../../contract/protocol/procedures.ts'
import type { CallProblem } from '../../state/text.ts'
import type { Command } from '../../../contract/protocol/commands.ts'

/** What ends a swap, one way or the other. */
export type SwapEnding = 'restore' | 'keep'

/** The swaps to end, and what of each the designer agrees to lose. */
export type Asked = RequestOf<'restore'>['swaps']

/** The selected swaps, and what is being done to them. Immutable. */
export interface SwapReviewSnapshot {
  /** The selected layers that belong to swaps. */
  readonly nodes: readonly NodeId[]
  /** Null while they are being read for the first time. */
  readonly swaps: readonly SwapInfo[] | null
  /** The selected originals whose renders were deleted: they can only be restored, by their own ids. */
  readonly orphanedOriginals: readonly OrphanedOriginal[]
  /** The selected copies of which nobody can tell what they belong to: nothing is done to them. */
  readonly unclear: readonly Unclear[]
  /**
   * What the designer is asked before it is done, and of what, as it was then; null while nothing is asked.
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

/** Whether something can be done with what is selected, or it is still being read. */
export function hasSwaps({
  nodes,
  swaps,
  orphanedOriginals,
  unclear,
}: SwapReviewSnapshot): boolean {
  const others = orphanedOriginals.length + unclear.length
  return nodes.length > 0 && (swaps?.length !== 0 || others > 0)
}

/** What is done to swaps from the window: one thing after the other, each on what the last has left. */
export interface SwapReview {
  readonly current: ReadonlySignal<SwapReviewSnapshot>
  /** Something else may be selected; what is, is read again. */
  select(nodes: readonly NodeId[]): void
  /** Reads what is selected again: something may have changed. */
  refresh(): void
  /** The canvas has changed: reads the swaps again where it may have to do with them. */
  changed(change: EventOf<'canvas'>): void
  /** While it is watched, the page is searched for swaps where none is selected. Gives the way to stop. */
  watch(): () => void
  flip(): void
  /** Shows another of the only selected render's pictures. The last one counts, however many were picked. */
  pick(job: JobId): void
  /** Ends the swaps; asks first where something of a designer's would be lost. */
  end(ending: SwapEnding): void
  /** Does what was asked about. */
  confirm(): void
  cancel(): void
  compare(isComparing: boolean): void
  selectAll(): void
}

export interface SwapReviewReports {
  /** Announced to screen readers. */
  readonly say: (text: string) => void
  /** What went wrong; null as soon as something is tried again. */
  readonly problem: (problem: CallProblem | null) => void
  /** The scrim that a render needs by the recipe of another picture; undefined where it stays as it is. */
  readonly scrimBy?: (render: NodeId, recipe: Recipe) => Promise<Scrim | null | undefined>
}

/** What Restage was started for, and what was selected then. */
export interface Opened {
  /** Null where something else is selected by now. */
  readonly command: Command | null
  readonly swaps: readonly NodeId[]
}
