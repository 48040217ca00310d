import { useComputed } from '@preact/signals'
import { type ModelCell, proportionOf, type Target } from '../../../contract/model/target.ts'
import { priceOf } from '../../../contract/hiapi/models/prices.ts'
import { cropSeverity, runnerUp } from '../../catalog/targets/fit.ts'
import { FitPreview, FocalPreview } from '../../components/pictures/focal-point-picker.tsx'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { useAppState } from '../../state/app-state.ts'
import { type ChosenFit, isSameCell } from '../composer/chosen-fits.ts'
import { useComposer } from '../composer/composer-state.ts'
import { chooseCell, chooseFocalPoint } from '../composer/draft.ts'
import { focalPointOf } from '../composer/variants-order.ts'
import { CellChoice } from './cell-choice.tsx'
import item from './fit-item.module.css'
import { Instead, SevereCrop } from './severe-crop.tsx'
import { ShownSource, useShownSource } from './shown-source.tsx'
import { UpscaleRemark } from './fit-remarks.tsx'
import { cropWarning, fitLabels, fitText, otherPairText, ratioText } from './text.ts'

/** How a picture will cover one placement, before any money is spent. */
export function PlacementDetail({ chosen }: { readonly chosen: ChosenFit }) {
  const { prices, settings } = useAppState()
  const { variants } = useComposer()
  const { placement, fit, best } = chosen
  const { id, name } = placement
  const focalPoint = useComputed(() =>
    focalPointOf({ focalPoints: variants.focalPoints.value }, id),
  ).value
  const shown = useShownSource()
  const second = runnerUp(settings.model.value, placement, prices.value)
  const other = isSameCell(fit.cell, best.cell) ? second : best
  const shape = {
    bitmap: shown.bitmap,
    picture: proportionOf(fit.cell.ratio) ?? placement,
    frame: placement,
    focalPoint,
  }
  const isCut = fit.loses !== 'none'
  return (
    <>
      <div class={item.stage}>
        {isCut ? (
          <FocalPreview
            {...shape}
            name={name}
            onChange={(point) => {
              variants.change((latest) => chooseFocalPoint(latest, id, point))
            }}
          />
        ) : (
          <FitPreview {...shape} />
        )}
      </div>
      <div class={`${layout.column} ${layout.gap4} ${layout.grow} ${item.facts}`}>
        <ShownSource shown={shown} />
        <p class={isCut ? common.hint : common.figures}>
          {isCut ? fitLabels.hatched : fitText(fit)}
        </p>
        {other !== null && (
          <button
            type="button"
            class={common.link}
            onClick={() => {
              variants.change((latest) =>
                chooseCell(latest, id, other === best ? null : other.cell),
              )
            }}
          >
            {otherPairText(other)}
          </button>
        )}
        <UpscaleRemark fit={fit} />
        {cropSeverity(fit) === 'warn' && <p class={common.warning}>{cropWarning(fit)}</p>}
        {cropSeverity(fit) === 'severe' && <SevereCrop chosen={chosen} />}
      </div>
      <CellChoice chosen={chosen} second={second} />
      {cropSeverity(fit) === 'severe' && <Instead chosen={chosen} />}
    </>
  )
}

interface RatioProps {
  readonly target: Target
  readonly cell: ModelCell
}

/** A plain ratio: the whole source in its shape. For `auto` the model chooses the shape. */
export function RatioDetail({ cell }: RatioProps) {
  const { prices, settings } = useAppState()
  const shown = useShownSource()
  const shape = proportionOf(cell.ratio)
  const price = priceOf(settings.model.value, cell.resolution, prices.value)
  return (
    <>
      {shape !== null && (
        <div class={item.stage}>
          <FitPreview bitmap={shown.bitmap} picture={shape} frame={shape} />
        </div>
      )}
      <div class={`${layout.column} ${layout.gap4} ${layout.grow} ${item.facts}`}>
        <ShownSource shown={shown} />
        <p class={common.figures}>{ratioText(cell, price)}</p>
      </div>
    </>
  )
}
