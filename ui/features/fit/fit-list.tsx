import { useState } from 'preact/hooks'
import { severityOf } from '../../catalog/targets/fit.ts'
import { usePicture } from '../../components/pictures/use-picture.ts'
import common from '../../components/widgets/common.module.css'
import { ChevronIcon } from '../../components/widgets/icons.tsx'
import { useAppState } from '../../state/app-state.ts'
import type { ChosenFit } from '../composer/chosen-fits.ts'
import { useComposer } from '../composer/composer-state.ts'
import { FitItem } from './fit-item.tsx'
import layout from '../../components/widgets/layout.module.css'
import { IconButton } from '../../components/widgets/button.tsx'
import icon from '../../components/widgets/icon-button.module.css'
import css from './fit-list.module.css'
import { fitLabels, fitTally, previewedText, savingText } from './text.ts'

/** What becomes of a picture in each placement that is chosen, before any money is spent. */
export function FitList() {
  const { variants } = useComposer()
  const fits = variants.fits.value
  return fits.length === 0 ? null : <List fits={fits} />
}

function List({ fits }: { readonly fits: readonly ChosenFit[] }) {
  const { thumbnails } = useAppState()
  const { variants } = useComposer()
  const sources = variants.usable.value
  const [index, setIndex] = useState(0)
  const shownIndex = Math.min(index, Math.max(0, sources.length - 1))
  const shown = sources[shownIndex]
  const bitmap = usePicture(shown?.id ?? null, thumbnails)
  const warned = fits.filter(({ fit }) => ['warn', 'severe'].includes(severityOf(fit))).length
  const stepBy = (step: number) => {
    setIndex((shownIndex + step + sources.length) % sources.length)
  }
  return (
    <section aria-labelledby="fit-label">
      <div class={`${layout.row} ${layout.gap6} ${css.head}`}>
        <h2 id="fit-label" class={common.hint}>
          {fitLabels.fit}
        </h2>
        <span class={`${common.fact} ${css.tally}`}>{fitTally(fits.length, warned)}</span>
        {shown !== undefined && (
          <span class={`${common.hint} ${common.ellipsis} ${layout.grow} ${css.shown}`}>
            {previewedText(shown.name, shownIndex, sources.length)}
          </span>
        )}
        {sources.length > 1 && (
          <>
            <Step
              turn="left"
              label={fitLabels.previous}
              act={() => {
                stepBy(-1)
              }}
            />
            <Step
              turn="right"
              label={fitLabels.next}
              act={() => {
                stepBy(1)
              }}
            />
          </>
        )}
      </div>
      {fits.length > 1 && <ShareChoice />}
      <p class={common.hint}>{fitLabels.fitHint}</p>
      <ul class={css.list} aria-label={fitLabels.fit}>
        {fits.map((chosen) => (
          <FitItem key={chosen.placement.id} chosen={chosen} bitmap={bitmap} />
        ))}
      </ul>
    </section>
  )
}

/** Whether placements that need the same picture share it, and what that saves. */
function ShareChoice() {
  const { variants } = useComposer()
  const { isShared } = variants.draft.value
  return (
    <label class={`${layout.top} ${layout.gap6} ${css.share}`}>
      <input
        type="checkbox"
        class={common.checkbox}
        checked={isShared}
        aria-describedby="share-saving"
        onChange={() => {
          variants.change((latest) => ({ ...latest, isShared: !latest.isShared }))
        }}
      />
      <span>
        {fitLabels.share}
        <span id="share-saving" class={`${common.fact} ${css.saving}`}>
          {savingText(variants.cost.value.shared, isShared)}
        </span>
      </span>
    </label>
  )
}

interface StepProps {
  readonly turn: 'left' | 'right'
  readonly label: string
  readonly act: () => void
}

function Step({ turn, label, act }: StepProps) {
  return (
    <IconButton class={`${icon.icon} ${css.step}`} aria-label={label} onClick={act}>
      <ChevronIcon turn={turn} />
    </IconButton>
  )
}
