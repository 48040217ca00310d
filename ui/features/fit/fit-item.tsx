import type { ImageModel } from '../../catalog/models/model.ts'
import { useComputed } from '@preact/signals'
import { alternativesTo } from '../../catalog/targets/alternatives.ts'
import { bestFit, cropSeverity, type Fit, runnerUp } from '../../catalog/targets/fit.ts'
import { proportionOf } from '../../../contract/model/target.ts'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import {
  chooseCell,
  chooseFocalPoint,
  replacePlacement,
  toggleAccepted,
  togglePlacement,
} from '../composer/draft.ts'
import { focalPointOf } from '../composer/variants-order.ts'
import common from '../../components/widgets/common.module.css'
import layout from '../../components/widgets/layout.module.css'
import { IconButton } from '../../components/widgets/button.tsx'
import icon from '../../components/widgets/icon-button.module.css'
import css from './fit-list.module.css'
import { CropAnyway, UpscaleRemark } from './fit-remarks.tsx'
import { type ChosenFit, isSameCell, pairsFor } from '../composer/chosen-fits.ts'
import { FocalPreview } from '../../components/pictures/focal-point-picker.tsx'
import { RemoveIcon } from '../../components/widgets/icons.tsx'
import type { KnownPlacement, KnownPlacements } from '../composer/placement-catalog.ts'
import { cellText, sizeText } from '../../formats/format.ts'
import {
  alternativeText,
  cropWarning,
  fitText,
  otherPairText,
  pairLabel,
  pairText,
  severeText,
  fitLabels,
  removeText,
} from './text.ts'

interface Props {
  readonly chosen: ChosenFit
  /** The source that is previewed; null while it is drawn. */
  readonly bitmap: ImageBitmap | null
}

/** How a picture will cover one placement. The others stay as they are while one is dragged. */
export function FitItem({ chosen, bitmap }: Props) {
  const { prices, settings } = useAppState()
  const { variants } = useComposer()
  const focalPoint = useComputed(() =>
    focalPointOf({ focalPoints: variants.focalPoints.value }, chosen.placement.id),
  ).value
  const model = settings.model.value
  const { placement, fit, best } = chosen
  const { id, name } = placement
  const second = runnerUp(model, placement, prices.value)
  const other = isSameCell(fit.cell, best.cell) ? second : best
  return (
    <li class={css.item}>
      <div class={css.stage}>
        <FocalPreview
          bitmap={bitmap}
          picture={proportionOf(fit.cell.ratio) ?? placement}
          frame={placement}
          focalPoint={focalPoint}
          name={name}
          onChange={(point) => {
            variants.change((latest) => chooseFocalPoint(latest, id, point))
          }}
        />
      </div>
      <div class={`${layout.column} ${layout.gap4} ${layout.grow} ${css.facts}`}>
        <div class={`${layout.top} ${layout.gap6} ${css.line}`}>
          <p class={`${layout.grow} ${common.breaks}`}>
            <b class={common.strong}>{name}</b>{' '}
            <span class={`${common.fact} ${css.size}`}>{sizeText(placement)}</span>
          </p>
          <IconButton
            class={icon.icon}
            aria-label={removeText(name)}
            onClick={() => {
              variants.change((latest) => togglePlacement(latest, id))
            }}
          >
            <RemoveIcon />
          </IconButton>
        </div>
        <p class={common.figures}>{fitText(fit)}</p>
        <Pairs chosen={chosen} second={second} />
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
        {cropSeverity(fit) === 'severe' && <Severe chosen={chosen} />}
      </div>
    </li>
  )
}

interface PairsProps extends Pick<Props, 'chosen'> {
  readonly second: Fit | null
}

function Pairs({ chosen, second }: PairsProps) {
  const { prices, settings } = useAppState()
  const { variants } = useComposer()
  const { placement, fit, best } = chosen
  const pairs = pairsFor(chosen, settings.model.value, prices.value)
  const rank = ({ cell }: Fit) => {
    if (isSameCell(cell, best.cell)) return 'best'
    return second !== null && isSameCell(cell, second.cell) ? 'runner-up' : null
  }
  return (
    <select
      class={`${common.select} ${css.pairs}`}
      aria-label={pairLabel(placement.name)}
      value={cellText(fit.cell)}
      onChange={(event) => {
        const picked = pairs.find(({ cell }) => cellText(cell) === event.currentTarget.value)
        if (picked === undefined) return
        const cell = isSameCell(picked.cell, best.cell) ? null : picked.cell
        variants.change((latest) => chooseCell(latest, placement.id, cell))
      }}
    >
      {pairs.map((pair) => (
        <option key={cellText(pair.cell)} value={cellText(pair.cell)}>
          {pairText(pair, rank(pair), isSameCell(pair.cell, fit.cell))}
        </option>
      ))}
    </select>
  )
}

/** More than half would be cut: why, what could be delivered instead, and the consent to it. */
function Severe({ chosen }: Pick<Props, 'chosen'>) {
  const model = useAppState().settings.model.value
  const { variants } = useComposer()
  const { placement, fit } = chosen
  const others = otherPlacements(placement, variants.placements.value, model)
  return (
    <div class={`${layout.column} ${layout.gap4}`}>
      <p class={common.warning}>{severeText(placement, fit)}</p>
      {others.length > 0 && <p>{fitLabels.instead}</p>}
      {others.map((other) => (
        <button
          key={other.id}
          type="button"
          class={common.link}
          onClick={() => {
            variants.change((latest) => replacePlacement(latest, placement.id, other.id))
          }}
        >
          {alternativeText(other, bestFit(model, other))}
        </button>
      ))}
      <p>{fitLabels.strip}</p>
      <CropAnyway
        name={placement.name}
        isAccepted={variants.accepted.value.has(placement.id)}
        onToggle={() => {
          variants.change((latest) => toggleAccepted(latest, placement.id))
        }}
      />
    </div>
  )
}

function otherPlacements(
  { shipped }: KnownPlacement,
  known: KnownPlacements,
  model: ImageModel,
): readonly KnownPlacement[] {
  const others = shipped === null ? [] : alternativesTo(shipped, model)
  return others.flatMap(({ id }) => known.get(id) ?? [])
}
