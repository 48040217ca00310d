import {
  compareHint,
  flipHints,
  keepHint,
  originalGoneText,
  restoreHint,
  strandedText,
  reviewLabels,
  unclearText,
  whyNot,
} from './text.ts'
import { ReasonButton } from '../../components/widgets/reason-button.tsx'
import { sideAfterFlip, wholeSwaps } from './swaps.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import css from './swap-review-panel.module.css'
import type { SwapInfo, OrphanedOriginal, Unclear } from '../../../contract/model/swap.ts'
import type { SwapReview } from './swap-review-snapshot.ts'

interface Props {
  readonly swaps: readonly SwapInfo[]
  /** Originals whose renders were deleted. */
  readonly orphanedOriginals: readonly OrphanedOriginal[]
  /** Copies that may belong to one of several swaps. */
  readonly unclear: readonly Unclear[]
  readonly swapped: SwapReview
  readonly isComparing: boolean
}

const goneId = 'swap-original-gone'

/** The buttons for the selected swaps. */
export function SwapActions({ swaps, orphanedOriginals, unclear, swapped, isComparing }: Props) {
  const isLeft = wholeSwaps(swaps).length > 0
  const isOne = swaps.length === 1 && orphanedOriginals.length + unclear.length === 0
  const missing = [
    originalGoneText(swaps),
    strandedText(swaps.length, orphanedOriginals.length),
    unclearText(swaps.length + orphanedOriginals.length, unclear.length),
  ].filter((sentence) => sentence !== null)
  const describedBy = missing.length === 0 ? undefined : goneId
  /** Why an action that needs both sides can't be done. */
  const why = (sentence: string = whyNot.originals) =>
    swaps.length > 0
      ? sentence
      : orphanedOriginals.length > 0
        ? whyNot.orphanedOriginals
        : whyNot.unclear
  return (
    <>
      <div class={`${layout.wrap} ${layout.gap6} ${css.actions}`}>
        <ReasonButton
          label={reviewLabels.flip}
          shortcut="F"
          title={flipHints[sideAfterFlip(swaps)]}
          why={isLeft ? null : why()}
          describedBy={describedBy}
          act={() => {
            swapped.flip()
          }}
        />
        <ReasonButton
          label={reviewLabels.compare}
          title={compareHint}
          why={isOne ? null : why(whyNot.compare)}
          describedBy={swaps.length > 1 ? 'swap-alone' : describedBy}
          isOpen={isOne && isComparing}
          act={() => {
            swapped.compare(!isComparing)
          }}
        />
        <ReasonButton
          label={reviewLabels.restore}
          title={restoreHint}
          why={isLeft || orphanedOriginals.length > 0 ? null : why()}
          describedBy={describedBy}
          act={() => {
            swapped.end('restore')
          }}
        />
        <ReasonButton
          label={reviewLabels.keep}
          title={keepHint}
          why={isLeft ? null : why()}
          describedBy={describedBy}
          act={() => {
            swapped.end('keep')
          }}
        />
      </div>
      {missing.length > 0 && (
        <p id={goneId} class={common.missing}>
          {missing.join(' ')}
        </p>
      )}
    </>
  )
}
