import type { ReadonlySignal } from '@preact/signals'
import type { JobId, NodeId } from '../../../contract/model/ids.ts'
import type { Scrim } from '../../../contract/model/live-text.ts'
import type { Recipe } from '../../../contract/model/plugin-data/recipe.ts'
import type { SwapInfo, OrphanedOriginal, Unclear } from '../../../contract/model/swap.ts'
import type { EventOf, RequestOf } from '../../../contract/protocol/procedures.ts'
import type { CallProblem } from '../../state/text.ts'
import type { Command } from '../../../contract/protocol/commands.ts'

/** The two ways to end a swap. */
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
  /** The selected copies that may belong to one of several swaps: nothing is done to them. */
  readonly unclear: readonly Unclear[]
  /** The question before swaps end, and those swaps as they were then; null while nothing is asked. */
  readonly question: { readonly ending: SwapEnding; readonly asked: Asked } | null
  /** The picture that was picked, until the render has it. */
  readonly picked: JobId | null
  readonly isComparing: boolean
  /** How many swaps the page has, as far as is known; searched while none is selected. */
  readonly onPage: number
  /** The result of the last action, as a sentence. */
  readonly note: string
}

/** Whether the selection has something to act on, or is still being read. */
export function hasSwaps({
  nodes,
  swaps,
  orphanedOriginals,
  unclear,
}: SwapReviewSnapshot): boolean {
  const others = orphanedOriginals.length + unclear.length
  return nodes.length > 0 && (swaps?.length !== 0 || others > 0)
}

/** Actions on swaps from the window. They run one after the other, each on the result of the last. */
export interface SwapReview {
  readonly current: ReadonlySignal<SwapReviewSnapshot>
  /** Takes over a selection, which may be the same, and reads it again. */
  select(nodes: readonly NodeId[]): void
  /** Reads the selection again, because something may have changed. */
  refresh(): void
  /** The canvas has changed: reads the swaps again if that may concern them. */
  changed(change: EventOf<'canvas'>): void
  /** Searches the page for swaps while none is selected. Returns the function that stops that. */
  watch(): () => void
  flip(): void
  /** Shows another picture of the only selected render. If several were picked, the last one counts. */
  pick(job: JobId): void
  /** Ends the swaps; asks first if something of the designer's own would be lost. */
  end(ending: SwapEnding): void
  /** Ends the swaps of the question. */
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
  /** The scrim that a render needs with another picture's recipe; undefined if it stays as it is. */
  readonly scrimBy?: (render: NodeId, recipe: Recipe) => Promise<Scrim | null | undefined>
}

/** What Restage was started for, and what was selected then. */
export interface Opened {
  /** Null if something else is selected by now. */
  readonly command: Command | null
  readonly swaps: readonly NodeId[]
}
