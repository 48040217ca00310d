import { computed, signal } from '@preact/signals'
import type { ModelCell } from '../../../contract/model/target.ts'
import { priceOf } from '../../../contract/hiapi/models/prices.ts'
import { picturesOf } from '../../engine/planning/plan-jobs.ts'
import { linesOf, totalOf } from '../../engine/planning/quote.ts'
import { steadyComputed } from '../../lib/steady-computed.ts'
import type { AppState } from '../../state/app-state.ts'
import { rememberPrompt } from '../../state/library-changes.ts'
import { followReadings } from '../../state/readings.ts'
import { createSwapLive } from './live/live-composer.ts'
import type { PromptComposer } from './prompt-composer.ts'
import { wordsIn } from './prompt-draft.ts'
import { asksForTexts } from './prompt-readiness.ts'
import { focalPointFor, type SwapDraft } from './swap-draft.ts'
import { listLayers, readyLayers, swapOrderOf } from './swap-order.ts'
import { swapReadiness } from './swap-readiness.ts'

export type SwapComposer = ReturnType<typeof createSwapComposer>

/** The draft of the Swap tab, and everything derived from it. Each step is one pure function. */
export function createSwapComposer(app: AppState, first: SwapDraft) {
  const { settings, prices, selection, navigation } = app
  const { model } = settings
  const draft = signal(first)
  const resolution = computed(() => draft.value.resolution)
  const layers = computed(() => selection.value.layers)
  const layerIds = computed(() =>
    layers.value.filter(({ swappable }) => swappable).map(({ id }) => id),
  )
  const listed = computed(() => {
    const now = { swaps: selection.value.swaps, underWay: app.jobs.layersBeingSwapped.value }
    return listLayers(layers.value, resolution.value, now, model.value, prices.value)
  })
  const asksTexts = computed(() => asksForTexts(draft.value))
  const texts = followReadings(
    app.texts,
    layerIds,
    () => navigation.tab.value === 'swap' && asksTexts.value,
  )
  const focalPoints = computed(() => draft.value.focalPoints)
  const {
    live,
    bySource,
    notReady: liveNotReady,
  } = createSwapLive(
    {
      texts: app.liveTexts.swap,
      selection: layerIds,
      words: draft,
      changeWords: change,
      isShown: () => navigation.tab.value === 'swap',
      model,
    },
    computed(() =>
      readyLayers(listed.value).map(({ layer, fit }) => ({
        ...layer,
        cell: fit.cell,
        focalPoint: focalPointFor({ focalPoints: focalPoints.value }, layer.id),
      })),
    ),
  )
  const order = computed(() => swapOrderOf(draft.value, listed.value, texts.value, bySource.value))
  const pictures = computed(() => picturesOf(order.value, model.value))
  const notReady = steadyComputed(() =>
    swapReadiness(
      draft.value,
      order.value,
      pictures.value,
      listed.value,
      texts.value,
      settings.hasKey.value,
      model.value,
      liveNotReady.value,
    ),
  )
  const price = ({ resolution: each }: ModelCell) => priceOf(model.value, each, prices.value)
  const cost = steadyComputed(() => totalOf(pictures.value, price))

  function change(next: (draft: SwapDraft) => SwapDraft): void {
    draft.value = next(draft.peek())
  }

  const prompt: PromptComposer = {
    words: draft,
    changeWords: wordsIn(change),
    ordered: computed(() => order.value.layers),
    texts: computed(() => (asksTexts.value ? texts.value : null)),
    live,
    pictures,
    targets: computed(() => []),
  }

  return {
    draft,
    change,
    prompt,
    listed,
    order,
    notReady,
    cost,
    /** What would be ordered now; null if nothing can be. */
    amount: computed(() => (notReady.value === null ? cost.value : null)),
    lines: steadyComputed(() => linesOf(pictures.value, price)),
    /** Orders what is set up, and remembers its prompt for reuse. */
    start: () => {
      const { prompt: written } = order.value
      app.engine.swap(order.value)
      app.actions.changeLibrary((latest) => rememberPrompt(latest, written, app.clock.now()))
    },
  }
}
