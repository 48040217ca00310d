import type { ImageModel } from '../../catalog/models/model.ts'
import { useMemo, useState } from 'preact/hooks'
import type { UsableSource } from '../../../contract/model/source.ts'
import { severityOf } from '../../catalog/targets/fit.ts'
import type { Prices } from '../../catalog/models/prices.ts'
import common from '../../components/widgets/common.module.css'
import { focalPointOf } from '../composer/variants-order.ts'
import {
  chooseCell,
  chooseFocalPoint,
  type Draft,
  replacePlacement,
  toggleAccepted,
  togglePlacement,
} from '../composer/draft.ts'
import { type FitActions, FitItem } from './fit-item.tsx'
import css from './fit-list.module.css'
import type { ChosenFit } from '../composer/chosen-fits.ts'
import { ChevronIcon } from '../../components/widgets/icons.tsx'
import type { KnownPlacements } from '../composer/placement-catalog.ts'
import type { Thumbnails } from '../../components/pictures/thumbnails.ts'
import { usePicture } from '../../components/pictures/use-picture.ts'
import { fitLabels, fitTally, previewedText, savingText } from './text.ts'
import type { Cost } from '../composer/variants-cost.ts'

interface Props {
  readonly draft: Draft
  readonly fits: readonly ChosenFit[]
  readonly sources: readonly UsableSource[]
  readonly thumbnails: Thumbnails
  readonly model: ImageModel
  readonly prices: Prices
  readonly known: KnownPlacements
  /** What sharing spares, or would. */
  readonly shared: Cost['shared']
  readonly changeDraft: (change: (draft: Draft) => Draft) => void
}

/** What becomes of a picture in each placement that is chosen, before any money is spent. */
export function FitList(props: Props) {
  const { draft, fits, sources, thumbnails, model, prices, known, shared, changeDraft } = props
  const [index, setIndex] = useState(0)
  const shownIndex = Math.min(index, Math.max(0, sources.length - 1))
  const shown = sources[shownIndex]
  const bitmap = usePicture(shown?.id ?? null, thumbnails)

  // All of these change what is there at the time of the press: they are the same for good.
  const actions = useMemo(
    (): FitActions => ({
      chooseCell: (id, cell) => {
        changeDraft((latest) => chooseCell(latest, id, cell))
      },
      chooseFocalPoint: (id, focalPoint) => {
        changeDraft((latest) => chooseFocalPoint(latest, id, focalPoint))
      },
      toggleAccepted: (id) => {
        changeDraft((latest) => toggleAccepted(latest, id))
      },
      replace: (id, other) => {
        changeDraft((latest) => replacePlacement(latest, id, other))
      },
      remove: (id) => {
        changeDraft((latest) => togglePlacement(latest, id))
      },
    }),
    [],
  )

  const warned = fits.filter(({ fit }) => ['warn', 'severe'].includes(severityOf(fit))).length
  const stepBy = (step: number) => {
    setIndex((shownIndex + step + sources.length) % sources.length)
  }
  return (
    <section class={css.section} aria-labelledby="fit-label">
      <div class={css.head}>
        <h2 id="fit-label" class={css.title}>
          {fitLabels.fit}
        </h2>
        <span class={css.tally}>{fitTally(fits.length, warned)}</span>
        {shown !== undefined && (
          <span class={css.shown}>{previewedText(shown.name, shownIndex, sources.length)}</span>
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
      {fits.length > 1 && (
        <label class={css.share}>
          <input
            type="checkbox"
            class={common.checkbox}
            checked={draft.isShared}
            aria-describedby="share-saving"
            onChange={() => {
              changeDraft((latest) => ({ ...latest, isShared: !latest.isShared }))
            }}
          />
          <span>
            {fitLabels.share}
            <span id="share-saving" class={css.saving}>
              {savingText(shared, draft.isShared)}
            </span>
          </span>
        </label>
      )}
      <p class={common.hint}>{fitLabels.fitHint}</p>
      <ul class={css.list} aria-label={fitLabels.fit}>
        {fits.map((chosen) => (
          <FitItem
            key={chosen.placement.id}
            chosen={chosen}
            focalPoint={focalPointOf(draft, chosen.placement.id)}
            isAccepted={draft.accepted.has(chosen.placement.id)}
            bitmap={bitmap}
            model={model}
            prices={prices}
            known={known}
            actions={actions}
          />
        ))}
      </ul>
    </section>
  )
}

interface StepProps {
  readonly turn: 'left' | 'right'
  readonly label: string
  readonly act: () => void
}

function Step({ turn, label, act }: StepProps) {
  return (
    <button type="button" class={css.step} aria-label={label} title={label} onClick={act}>
      <ChevronIcon turn={turn} />
    </button>
  )
}
