import { computed, signal } from '@preact/signals'
import type { ModelCell } from '../../../contract/model/target.ts'
import { priceOf } from '../../../contract/hiapi/models/prices.ts'
import { tokensIn } from '../../catalog/prompts/tokens.ts'
import { picturesOf } from '../../engine/planning/plan-jobs.ts'
import { linesOf } from '../../engine/planning/quote.ts'
import { steadyComputed } from '../../lib/steady-computed.ts'
import type { AppState } from '../../state/app-state.ts'
import { rememberPrompt } from '../../state/library-changes.ts'
import { chosenFits } from './chosen-fits.ts'
import type { Draft, TargetKey } from './draft.ts'
import { knownPlacements } from './placement-catalog.ts'
import { followReadings } from '../../state/readings.ts'
import { createVariantsLive } from './live/live-composer.ts'
import type { PromptComposer } from './prompt-composer.ts'
import { wordsIn } from './prompt-draft.ts'
import { withSet } from './target-sets.ts'
import { costOf } from './variants-cost.ts'
import { needsTexts, orderOf, orderSources, orderTargets, usableSources } from './variants-order.ts'
import { variantsReadiness } from './variants-readiness.ts'

export type VariantsComposer = ReturnType<typeof createVariantsComposer>

/** The draft of the Variants tab, and everything derived from it. Each step is one pure function. */
export function createVariantsComposer(app: AppState, first: Draft) {
  const { settings, prices, library, navigation } = app
  const { model } = settings
  const draft = signal(first)
  // Separate signals, so that what depends on them is not computed again while a prompt is typed.
  const part = <Key extends keyof Draft>(key: Key) => computed(() => draft.value[key])
  const [ticked, cells, ratios, resolution, sizing, additions, focalPoints] = [
    part('placements'),
    part('cells'),
    part('ratios'),
    part('resolution'),
    part('sizing'),
    part('additions'),
    part('focalPoints'),
  ]
  const own = computed(() => library.value.placements)
  const sources = app.sources.list

  const placements = computed(() => knownPlacements(own.value))
  const usable = computed(() => usableSources(sources.value))
  const usableIds = computed(() => usable.value.map(({ id }) => id))
  const fits = computed(() =>
    chosenFits(
      { placements: ticked.value, cells: cells.value },
      placements.value,
      model.value,
      prices.value,
    ),
  )
  const asksTexts = computed(() => needsTexts(draft.value))
  const read = followReadings(
    app.texts,
    usableIds,
    () => navigation.tab.value === 'variants' && asksTexts.value,
  )
  const texts = computed(() => (asksTexts.value ? read.value : null))
  const orderedTargets = computed(() =>
    orderTargets(
      {
        ratios: ratios.value,
        resolution: resolution.value,
        sizing: sizing.value,
        additions: additions.value,
        focalPoints: focalPoints.value,
      },
      fits.value,
      model.value,
    ),
  )
  const {
    live,
    bySource,
    notReady: liveNotReady,
  } = createVariantsLive(
    {
      texts: app.liveTexts.variants,
      selection: usableIds,
      words: draft,
      changeWords: change,
      isShown: () => navigation.tab.value === 'variants',
      model,
    },
    usable,
    orderedTargets,
    app.clock,
  )
  // An edit of selected sources arrives as another selection; pinned ones are read again.
  const reread = () => {
    if (!app.sources.isPinned.peek()) return
    if (live.isOn.peek()) app.liveTexts.variants.refresh()
    if (asksTexts.peek()) app.texts.refresh()
  }
  app.plugin.on('selection', reread)
  app.plugin.on('canvas', reread)
  const orderedSources = computed(() => orderSources(usable.value, texts.value, bySource.value))
  const order = computed(() => orderOf(draft.value, orderedSources.value, orderedTargets.value))
  const pictures = computed(() => picturesOf(order.value, model.value))
  const notReady = steadyComputed(() =>
    variantsReadiness({
      draft: draft.value,
      order: order.value,
      pictures: pictures.value,
      isAnySelected: sources.value.length > 0,
      fits: fits.value,
      texts: texts.value,
      live: liveNotReady.value,
      hasKey: settings.hasKey.value,
      model: model.value,
    }),
  )
  const price = ({ resolution }: ModelCell) => priceOf(model.value, resolution, prices.value)
  const cost = steadyComputed(() => costOf(pictures.value, price))
  const isShared = part('isShared')
  /** All of a prompt that decides whether targets share their picture. */
  const tokens = computed(() =>
    tokensIn(draft.value.prompt)
      .map((name) => `{${name}}`)
      .join(''),
  )
  /** What each set would cost for the selected sources, by its id. Typing a prompt counts nothing again. */
  const setCosts = computed(() => {
    const plain = {
      ...draft.peek(),
      cells: cells.value,
      additions: additions.value,
      isShared: isShared.value,
      prompt: tokens.value,
    }
    const one = orderSources(usable.value.slice(0, 1), null)
    return new Map(
      library.value.sets.map((set) => {
        const chosen = withSet(plain, set, placements.value)
        const setFits = chosenFits(chosen, placements.value, model.value, prices.value)
        const targets = orderTargets(chosen, setFits, model.value)
        const cost = costOf(picturesOf(orderOf(chosen, one, targets), model.value), price)
        const { length } = usable.value
        return [set.id, { pictures: cost.pictures * length, price: cost.price * length }]
      }),
    )
  })

  function change(next: (draft: Draft) => Draft): void {
    draft.value = next(draft.peek())
  }

  const prompt: PromptComposer = {
    words: draft,
    changeWords: wordsIn(change),
    ordered: usable,
    texts,
    live,
    pictures,
    targets: orderedTargets,
  }

  return {
    draft,
    change,
    /** The chosen target whose preview is open; null while none is. */
    opened: signal<TargetKey | null>(null),
    /** Which of the sources previews show, by index. */
    previewed: signal(0),
    prompt,
    sources,
    usable,
    placements,
    fits,
    targets: orderedTargets,
    focalPoints,
    accepted: part('accepted'),
    ticked,
    ratios,
    resolution,
    sizing,
    order,
    notReady,
    cost,
    setCosts,
    /** What would be ordered now; null if nothing can be. */
    amount: computed(() => (notReady.value === null ? cost.value : null)),
    lines: steadyComputed(() => linesOf(pictures.value, price)),
    /** Orders what is set up, and remembers its prompt for reuse. */
    start: () => {
      const { prompt: written } = order.value
      app.engine.start(order.value)
      app.actions.changeLibrary((latest) => rememberPrompt(latest, written, app.clock.now()))
    },
  }
}
