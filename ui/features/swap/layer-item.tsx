import { useComputed } from '@preact/signals'
import { cropSeverity } from '../../catalog/targets/fit.ts'
import { isSwap } from '../../../contract/model/job-plan.ts'
import { proportionOf } from '../../../contract/model/target.ts'
import {
  otherFilesText,
  destinationTexts,
  orderedText,
  refusalTexts,
  swapLabels,
  underWayText,
} from './text.ts'
import common from '../../components/widgets/common.module.css'
import { CropAnyway, UpscaleRemark } from '../fit/fit-remarks.tsx'
import { FocalPreview } from '../../components/pictures/focal-point-picker.tsx'
import { hardlySeen, seenAdvice } from '../../formats/reference-detail.ts'
import { SmallPicture } from '../../components/pictures/thumbnail.tsx'
import type { ListedLayer, ReadyLayer } from '../composer/swap-order.ts'
import { isSettled } from '../../engine/jobs/job.ts'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { aimAt, focalPointFor, isAccepted, toggleCrop } from '../composer/swap-draft.ts'
import layout from '../../components/widgets/layout.module.css'
import fitCss from '../fit/fit-item.module.css'
import css from './layer-list.module.css'
import { usePicture } from '../../components/pictures/use-picture.ts'

interface Props<Listed extends ListedLayer = ListedLayer> {
  readonly listed: Listed
}

/** One selected layer. The others stay as they are while the focal point of one is dragged. */
export function SwapLayerItem({ listed }: Props) {
  const thumbnails = useAppState().thumbnails.value
  const { layer } = listed
  return (
    <li class={fitCss.item}>
      <div class={fitCss.stage}>
        {listed.state === 'ready' && listed.fit.loses !== 'none' ? (
          <Aim listed={listed} />
        ) : (
          <SmallPicture of={layer.id} from={thumbnails} class={css.picture} />
        )}
      </div>
      <div
        class={`${layout.column} ${layout.gap4} ${layout.grow} ${common.breaks} ${fitCss.facts}`}
      >
        <p class={common.strong} dir="auto">
          {layer.name}
        </p>
        <Facts listed={listed} />
      </div>
    </li>
  )
}

/** The cropped parts of a picture and its focal point; neither if nothing is cropped. */
function Aim({ listed }: Props<ReadyLayer>) {
  const thumbnails = useAppState().thumbnails.value
  const { swap } = useComposer()
  const { layer, fit } = listed
  const focalPoint = useComputed(() => focalPointFor(swap.draft.value, layer.id)).value
  const bitmap = usePicture(layer.id, thumbnails)
  return (
    <FocalPreview
      bitmap={bitmap}
      picture={proportionOf(fit.cell.ratio) ?? layer.size}
      frame={layer.size}
      focalPoint={focalPoint}
      name={layer.name}
      onChange={(point) => {
        swap.change((latest) => aimAt(latest, layer.id, point))
      }}
    />
  )
}

function Facts({ listed }: Props) {
  switch (listed.state) {
    case 'refused':
      return <p class={common.warning}>{refusalTexts[listed.layer.reason]}</p>
    case 'swapped':
      return <p class={common.hint}>{refusalTexts.render}</p>
    case 'under-way':
      return <UnderWay layer={listed.layer} />
    case 'ready':
      return (
        <>
          <p class={cropSeverity(listed.fit) === 'severe' ? common.warning : common.figures}>
            {orderedText(listed.fit)}
          </p>
          <CropRemark listed={listed} />
          <UpscaleRemark fit={listed.fit} />
          <SeenRemark layer={listed.layer} />
          {destinationTexts(listed.layer.destination).map((sentence) => (
            <p key={sentence} class={common.hint}>
              {sentence}
            </p>
          ))}
        </>
      )
  }
}

/** The progress of a layer's render, which the canvas does not show yet. */
function UnderWay({ layer }: Pick<ReadyLayer, 'layer'>) {
  const { jobs } = useAppState()
  const job = jobs.list.value.find(
    (each) => each.plan.source.id === layer.id && isSwap(each.plan) && !isSettled(each),
  )
  return <p class={common.hint}>{underWayText(job?.state.name ?? 'waiting')}</p>
}

/** A remark on a layer so long that the model can hardly read it. */
function SeenRemark({ layer }: Pick<ReadyLayer, 'layer'>) {
  const seen = hardlySeen(layer.size, layer.bounds)
  return seen === null ? null : (
    <p class={common.warning}>
      {seen}. {seenAdvice}
    </p>
  )
}

/** Remedies for cropping: the more is cropped, the more remedies. */
function CropRemark({ listed }: Props<ReadyLayer>) {
  const { swap } = useComposer()
  const { layer, fit, better } = listed
  const severity = cropSeverity(fit)
  return (
    <>
      {better !== null && <p class={common.hint}>{otherFilesText(better)}</p>}
      {severity === 'warn' && <p class={common.warning}>{swapLabels.aim}</p>}
      {severity === 'severe' && (
        <CropAnyway
          name={layer.name}
          isAccepted={isAccepted(swap.draft.value, layer.id, fit.crop)}
          onToggle={() => {
            swap.change((latest) => toggleCrop(latest, layer.id, fit.crop))
          }}
        />
      )}
    </>
  )
}
