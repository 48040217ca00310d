import type { KnownSwap } from '../../plugin/protocol/swap.ts'
import {
  compareHint,
  flipHints,
  keepHint,
  originalGoneText,
  restoreHint,
  swappedLabels,
  whyNot,
} from '../text/swapped.ts'
import { RecipeButton } from './recipe-button.tsx'
import { sideAfterFlip, wholeSwaps } from './swapped.ts'
import css from './swapped-panel.module.css'
import type { Swapped } from './swapped-store.ts'

interface Props {
  readonly swaps: readonly KnownSwap[]
  readonly swapped: Swapped
  readonly isComparing: boolean
}

const goneId = 'swap-original-gone'

/** What one press does to the selected swaps. */
export function SwappedActions({ swaps, swapped, isComparing }: Props) {
  const isLeft = wholeSwaps(swaps).length > 0
  const isOne = swaps.length === 1
  const gone = originalGoneText(swaps)
  const describedBy = gone === null ? undefined : goneId
  return (
    <>
      <div class={css.actions}>
        <RecipeButton
          label={swappedLabels.flip}
          shortcut="F"
          title={flipHints[sideAfterFlip(swaps)]}
          why={isLeft ? null : whyNot.flip}
          describedBy={describedBy}
          act={() => {
            swapped.flip()
          }}
        />
        <RecipeButton
          label={swappedLabels.compare}
          title={compareHint}
          why={isOne ? null : whyNot.compare}
          isOpen={isOne && isComparing}
          act={() => {
            swapped.compare(!isComparing)
          }}
        />
        <RecipeButton
          label={swappedLabels.restore}
          title={restoreHint}
          why={isLeft ? null : whyNot.restore}
          describedBy={describedBy}
          act={() => {
            swapped.end('restore')
          }}
        />
        <RecipeButton
          label={swappedLabels.keep}
          title={keepHint}
          why={isLeft ? null : whyNot.keep}
          describedBy={describedBy}
          act={() => {
            swapped.end('keep')
          }}
        />
      </div>
      {gone !== null && (
        <p id={goneId} class={css.gone}>
          {gone}
        </p>
      )}
    </>
  )
}
