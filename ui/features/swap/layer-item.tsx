import { Component } from 'preact'
import type { FocalPoint } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import { cropSeverity } from '../../catalog/targets/fit.ts'
import { proportionOf } from '../../../contract/model/target.ts'
import {
  otherFilesText,
  homeTexts,
  orderedText,
  refusalTexts,
  swapLabels,
  swappedText,
} from './text.ts'
import common from '../../components/widgets/common.module.css'
import { CropAnyway, UpscaleRemark } from '../fit/fit-remarks.tsx'
import { FocalPreview } from '../../components/pictures/focal-point-picker.tsx'
import { hardlySeen, seenAdvice } from '../../text/legibility.ts'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import type { ListedLayer, ReadyLayer } from '../composer/swap-order.ts'
import css from './layer-list.module.css'
import type { Thumbnails } from '../../components/pictures/thumbnails.ts'
import { usePicture } from '../../components/pictures/use-picture.ts'

/** What can be done with a layer that is listed; the same for all items, for good. */
export interface LayerActions {
  readonly aim: (layer: NodeId, focalPoint: FocalPoint) => void
  readonly toggleCrop: (layer: NodeId) => void
}

interface Props {
  readonly listed: ListedLayer
  readonly focalPoint: FocalPoint
  readonly isAccepted: boolean
  readonly thumbnails: Thumbnails
  readonly actions: LayerActions
}

/** One selected layer. The others stay as they are while the focal point of one is dragged. */
export class SwapLayerItem extends Component<Props> {
  override shouldComponentUpdate(next: Readonly<Props>): boolean {
    const { listed, focalPoint, isAccepted } = this.props
    return (
      next.listed !== listed || next.focalPoint !== focalPoint || next.isAccepted !== isAccepted
    )
  }

  override render() {
    const { listed, thumbnails } = this.props
    const { layer } = listed
    return (
      <li class={css.item}>
        <div class={css.stage}>
          {listed.state === 'ready' && listed.fit.loses !== 'none' ? (
            <Aim {...this.props} listed={listed} />
          ) : (
            <SmallPicture of={layer.id} from={thumbnails} class={css.picture} />
          )}
        </div>
        <div class={css.facts}>
          <p class={css.name}>{layer.name}</p>
          <Facts {...this.props} />
        </div>
      </li>
    )
  }
}

/** What is cut of the picture, and where its focal point is: there is none where nothing is cut. */
function Aim({ listed, focalPoint, thumbnails, actions }: Props & { listed: ReadyLayer }) {
  const { layer, fit } = listed
  const bitmap = usePicture(layer.id, thumbnails)
  return (
    <FocalPreview
      bitmap={bitmap}
      picture={proportionOf(fit.cell.ratio) ?? layer.size}
      frame={layer.size}
      focalPoint={focalPoint}
      name={layer.name}
      onChange={(point) => {
        actions.aim(layer.id, point)
      }}
    />
  )
}

function Facts(props: Props) {
  const { listed } = props
  switch (listed.state) {
    case 'refused':
      return <p class={css.warning}>{refusalTexts[listed.layer.reason]}</p>
    case 'swapped':
      return <p class={common.hint}>{swappedText(listed.layer.reason)}</p>
    case 'under-way':
      return <p class={common.hint}>{swapLabels.underWay}</p>
    case 'ready':
      return (
        <>
          <p class={css.ordered}>{orderedText(listed.fit)}</p>
          <CropRemark {...props} listed={listed} />
          <UpscaleRemark fit={listed.fit} />
          <SeenRemark layer={listed.layer} />
          {homeTexts(listed.layer.home).map((sentence) => (
            <p key={sentence} class={common.hint}>
              {sentence}
            </p>
          ))}
        </>
      )
  }
}

/** Of a layer that is so long that the model can hardly read it. */
function SeenRemark({ layer }: Pick<ReadyLayer, 'layer'>) {
  const seen = hardlySeen(layer.size, layer.bounds)
  return seen === null ? null : (
    <p class={css.warning}>
      {seen}. {seenAdvice}
    </p>
  )
}

/** Remedies for cropping; more of them, the more is cropped. */
function CropRemark({ listed, isAccepted, actions }: Props & { listed: ReadyLayer }) {
  const { layer, fit, better } = listed
  const severity = cropSeverity(fit)
  return (
    <>
      {better !== null && <p class={common.hint}>{otherFilesText(better)}</p>}
      {severity === 'warn' && <p class={css.warning}>{swapLabels.aim}</p>}
      {severity === 'severe' && (
        <CropAnyway
          name={layer.name}
          isAccepted={isAccepted}
          onToggle={() => {
            actions.toggleCrop(layer.id)
          }}
        />
      )}
    </>
  )
}
