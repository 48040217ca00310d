import { useComputed } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { IconButton } from '../components/widgets/button.tsx'
import common from '../components/widgets/common.module.css'
import { SettingsIcon } from '../components/widgets/icons.tsx'
import { guardKeys } from './guard-keys.ts'
import layout from '../components/widgets/layout.module.css'
import { moveFocusToFallback } from '../components/widgets/move-focus.ts'
import { RecipePanel } from '../features/recipe/recipe-panel.tsx'
import { RenderAgain } from '../features/recipe/render-again.tsx'
import { SettingsPanel } from '../features/settings/settings-panel.tsx'
import { SwapPanel } from '../features/swap/swap-panel.tsx'
import { SwapReviewPanel } from '../features/swap-review/swap-review-panel.tsx'
import { hasSwaps, type SwapReview } from '../features/swap-review/swap-review-snapshot.ts'
import { OtherJobs } from '../features/tasks/other-files/other-jobs.tsx'
import { RunLine } from '../features/tasks/run-line.tsx'
import { VariantsPanel } from '../features/variants/variants-panel.tsx'
import { useAppState } from '../state/app-state.ts'
import { labels } from '../formats/labels.ts'
import { Alert } from './alert.tsx'
import { ResizeHandle } from './resize-handle.tsx'
import { StatusRegion } from './status-region.tsx'
import { Tabs } from './tabs.tsx'
import css from './window.module.css'

interface Props {
  readonly swapped: SwapReview
}

/** The frame around the features: the parts that are always there, and the open panel. */
export function Window({ swapped }: Props) {
  const { jobs } = useAppState()
  useEffect(() => {
    // The jobs of earlier windows continue once this one is drawn.
    void jobs.recover()
  }, [jobs])
  return (
    <main class={`${layout.column} ${css.window}`} onKeyDownCapture={guardKeys}>
      <h1 class={common.visuallyHidden}>{labels.product}</h1>
      <Header />
      <StatusRegion />
      <Alert />
      <OpenPanel swapped={swapped} />
      <RunLine />
      <OtherJobs />
      <ResizeHandle />
    </main>
  )
}

function Header() {
  const { navigation } = useAppState()
  const inSettings = navigation.inSettings.value
  return (
    <header class={`${layout.row} ${layout.gap8} ${css.head}`}>
      <Tabs />
      <IconButton
        aria-label={labels.settings}
        aria-expanded={inSettings}
        onClick={() => {
          navigation.inSettings.value = !inSettings
        }}
      >
        <SettingsIcon />
      </IconButton>
    </header>
  )
}

function OpenPanel({ swapped }: Props) {
  const { navigation, selection, sources: state } = useAppState()
  const keyFirst = navigation.keyFirst.value
  const { variants, sources, layers } = selection.value
  const selected = sources.map(({ id }) => id).join()
  /** The variants used as sources, until something else is selected. */
  const [asSources, setAsSources] = useState('')
  const renders = useComputed(() => (swapped.current.value.swaps ?? []).map(({ render }) => render))
  useEffect(() => {
    setAsSources('')
  }, [selected])
  useEffect(() => {
    if (asSources !== '') moveFocusToFallback('prompt')
  }, [asSources])
  if (navigation.inSettings.value) {
    return (
      <>
        {keyFirst !== '' && <p class={css.first}>{keyFirst}</p>}
        <SettingsPanel />
      </>
    )
  }
  if (navigation.tab.value === 'swap') {
    const review = swapped.current.value
    const isAlone = hasSwaps(review) && review.nodes.length === layers.length
    return (
      <SwapPanel isAlone={isAlone}>
        <SwapReviewPanel swapped={swapped} isAlone={isAlone}>
          {isAlone && <RenderAgain renders={renders} />}
        </SwapReviewPanel>
      </SwapPanel>
    )
  }
  const composer = <VariantsPanel />
  const isResult = variants.length > 0 && variants.length === sources.length
  return isResult && asSources !== selected ? (
    <RecipePanel
      onUseAsSource={() => {
        // Pinned sources would stay in its place, and be ordered.
        if (state.isPinned.peek()) state.togglePin()
        setAsSources(selected)
      }}
    >
      {composer}
    </RecipePanel>
  ) : (
    composer
  )
}
