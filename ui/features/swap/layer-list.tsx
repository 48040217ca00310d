import { useEffect } from 'preact/hooks'
import common from '../../components/widgets/common.module.css'
import { useAppState } from '../../state/app-state.ts'
import { useComposer } from '../composer/composer-state.ts'
import { SwapLayerItem } from './layer-item.tsx'
import layout from '../../components/widgets/layout.module.css'
import css from './layer-list.module.css'
import { swapLabels } from './text.ts'

/** The selected layers: what is ordered for each, how much is cropped, and where the render goes. */
export function SwapLayers() {
  const thumbnails = useAppState().thumbnails.value
  const listed = useComposer().swap.listed.value
  useEffect(() => {
    thumbnails.keep(listed.map(({ layer }) => layer.id))
  }, [listed, thumbnails])

  if (listed.length === 0) {
    return (
      <div class={`${layout.column} ${layout.gap4} ${css.none}`}>
        <p>{swapLabels.noLayers}</p>
        <p class={common.hint}>{swapLabels.noLayersHint}</p>
      </div>
    )
  }
  return (
    <ul
      class={`${layout.scrolls} ${css.list}`}
      aria-label={swapLabels.layers}
      tabIndex={listed.length > withoutScrolling ? 0 : undefined}
    >
      {listed.map((each) => (
        <SwapLayerItem key={each.layer.id} listed={each} />
      ))}
    </ul>
  )
}

/** How many are visible without scrolling: twenty take no more space. */
const withoutScrolling = 2
