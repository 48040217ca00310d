import type { ImageModel } from '../../catalog/models/model.ts'
import { Component } from 'preact'
import type { FocalPoint } from '../../../contract/model/geometry.ts'
import type { ModelCell } from '../../../contract/model/target.ts'
import { alternativesTo } from '../../catalog/targets/alternatives.ts'
import { bestFit, cropSeverity, type Fit, runnerUp } from '../../catalog/targets/fit.ts'
import type { Prices } from '../../catalog/models/prices.ts'
import { proportionOf } from '../../../contract/model/target.ts'
import css from './fit-list.module.css'
import { CropAnyway, UpscaleRemark } from './fit-remarks.tsx'
import { type ChosenFit, isSameCell, pairsFor } from '../composer/chosen-fits.ts'
import { FocalPreview } from '../../components/pictures/focal-point-picker.tsx'
import { RemoveIcon } from '../../components/widgets/icons.tsx'
import type { KnownPlacement, KnownPlacements } from '../composer/placement-catalog.ts'
import { cellText, sizeText } from '../../text/format.ts'
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

/** What can be done with a placement that is chosen; the same for all items, for good. */
export interface FitActions {
  /** Null for the pair that fits best. */
  readonly chooseCell: (id: string, cell: ModelCell | null) => void
  readonly chooseFocalPoint: (id: string, focalPoint: FocalPoint) => void
  readonly toggleAccepted: (id: string) => void
  readonly replace: (id: string, other: string) => void
  readonly remove: (id: string) => void
}

interface Props {
  readonly chosen: ChosenFit
  readonly focalPoint: FocalPoint
  readonly isAccepted: boolean
  /** The source that is previewed; null while it is drawn. */
  readonly bitmap: ImageBitmap | null
  readonly model: ImageModel
  readonly prices: Prices
  readonly known: KnownPlacements
  readonly actions: FitActions
}

/** How a picture will cover one placement. The others stay as they are while one is dragged. */
export class FitItem extends Component<Props> {
  override shouldComponentUpdate(next: Readonly<Props>): boolean {
    const { chosen, focalPoint, isAccepted, bitmap, known } = this.props
    return (
      next.chosen !== chosen ||
      next.focalPoint !== focalPoint ||
      next.isAccepted !== isAccepted ||
      next.bitmap !== bitmap ||
      next.known !== known
    )
  }

  override render() {
    const { chosen, focalPoint, bitmap, model, prices, actions } = this.props
    const { placement, fit, best } = chosen
    const { id, name } = placement
    const second = runnerUp(model, placement, prices)
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
              actions.chooseFocalPoint(id, point)
            }}
          />
        </div>
        <div class={css.facts}>
          <div class={css.line}>
            <p>
              <b class={css.name}>{name}</b> <span class={css.size}>{sizeText(placement)}</span>
            </p>
            <button
              type="button"
              class={css.remove}
              aria-label={removeText(name)}
              title={removeText(name)}
              onClick={() => {
                actions.remove(id)
              }}
            >
              <RemoveIcon />
            </button>
          </div>
          <p class={css.fact}>{fitText(fit)}</p>
          <Pairs chosen={chosen} second={second} model={model} prices={prices} actions={actions} />
          {other !== null && (
            <button
              type="button"
              class={css.other}
              onClick={() => {
                actions.chooseCell(id, other === best ? null : other.cell)
              }}
            >
              {otherPairText(other)}
            </button>
          )}
          <UpscaleRemark fit={fit} />
          {cropSeverity(fit) === 'warn' && <p class={css.warning}>{cropWarning(fit)}</p>}
          {cropSeverity(fit) === 'severe' && <Severe {...this.props} />}
        </div>
      </li>
    )
  }
}

interface PairsProps extends Pick<Props, 'chosen' | 'model' | 'prices' | 'actions'> {
  readonly second: Fit | null
}

function Pairs({ chosen, second, model, prices, actions }: PairsProps) {
  const { placement, fit, best } = chosen
  const pairs = pairsFor(chosen, model, prices)
  const rank = ({ cell }: Fit) => {
    if (isSameCell(cell, best.cell)) return 'best'
    return second !== null && isSameCell(cell, second.cell) ? 'runner-up' : null
  }
  return (
    <select
      class={css.pairs}
      aria-label={pairLabel(placement.name)}
      value={cellText(fit.cell)}
      onChange={(event) => {
        const picked = pairs.find(({ cell }) => cellText(cell) === event.currentTarget.value)
        if (picked === undefined) return
        const isBest = isSameCell(picked.cell, best.cell)
        actions.chooseCell(placement.id, isBest ? null : picked.cell)
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
function Severe({ chosen, isAccepted, known, model, actions }: Props) {
  const { placement, fit } = chosen
  const others = otherPlacements(placement, known, model)
  return (
    <div class={css.severe}>
      <p class={css.warning}>{severeText(placement, fit)}</p>
      {others.length > 0 && <p>{fitLabels.instead}</p>}
      {others.map((other) => (
        <button
          key={other.id}
          type="button"
          class={css.other}
          onClick={() => {
            actions.replace(placement.id, other.id)
          }}
        >
          {alternativeText(other, bestFit(model, other))}
        </button>
      ))}
      <p>{fitLabels.strip}</p>
      <CropAnyway
        name={placement.name}
        isAccepted={isAccepted}
        onToggle={() => {
          actions.toggleAccepted(placement.id)
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
