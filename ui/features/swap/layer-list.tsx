import { useEffect, useMemo } from 'preact/hooks'
import type { FocalPoint } from '../../../contract/model/geometry.ts'
import type { NodeId } from '../../../contract/model/ids.ts'
import { swapLabels } from './text.ts'
import common from '../../components/widgets/common.module.css'
import type { ListedLayer } from '../composer/swap-order.ts'
import { type SwapDraft, aimAt, focalPointFor, toggleCrop } from '../composer/swap-draft.ts'
import { type LayerActions, SwapLayerItem } from './layer-item.tsx'
import css from './layer-list.module.css'
import type { Thumbnails } from '../../components/pictures/thumbnails.ts'

interface Props {
  readonly draft: SwapDraft
  readonly changeDraft: (change: (draft: SwapDraft) => SwapDraft) => void
  readonly listed: readonly ListedLayer[]
  readonly thumbnails: Thumbnails
}

/** The selected layers: what is ordered for each, what of it is cut, and where it goes. */
export function SwapLayers({ draft, changeDraft, listed, thumbnails }: Props) {
  useEffect(() => {
    thumbnails.keep(listed.map(({ layer }) => layer.id))
  }, [listed, thumbnails])

  const actions = useMemo(
    (): LayerActions => ({
      aim: (layer: NodeId, focalPoint: FocalPoint) => {
        changeDraft((latest) => aimAt(latest, layer, focalPoint))
      },
      toggleCrop: (layer: NodeId) => {
        changeDraft((latest) => toggleCrop(latest, layer))
      },
    }),
    [changeDraft],
  )

  if (listed.length === 0) {
    return (
      <div class={css.none}>
        <p>{swapLabels.noLayers}</p>
        <p class={common.hint}>{swapLabels.noLayersHint}</p>
      </div>
    )
  }
  return (
    <ul
      class={css.list}
      aria-label={swapLabels.layers}
      tabIndex={listed.length > withoutScrolling ? 0 : undefined}
    >
      {listed.map((each) => (
        <SwapLayerItem
          key={each.layer.id}
          listed={each}
          focalPoint={focalPointFor(draft, each.layer.id)}
          isAccepted={draft.accepted.has(each.layer.id)}
          thumbnails={thumbnails}
          actions={actions}
        />
      ))}
    </ul>
  )
}

/** How many are in sight at once: twenty take no more room. */
const withoutScrolling = 2
