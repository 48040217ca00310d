import { computed, effect, type ReadonlySignal } from '@preact/signals'
import type { ImageModel } from '../../../../contract/hiapi/models/model.ts'
import type { NodeId } from '../../../../contract/model/ids.ts'
import type { UsableSource } from '../../../../contract/model/source.ts'
import { solveLayouts } from '../../../catalog/text-layout/solve-layouts.ts'
import type { OrderTarget, SourceLive } from '../../../engine/planning/order.ts'
import type { Clock } from '../../../lib/clock.ts'
import { steadyComputed } from '../../../lib/steady-computed.ts'
import type { LiveReading, LiveTexts } from '../../../state/live-texts.ts'
import { followReadings } from '../../../state/readings.ts'
import { createLayouts } from '../../../state/layouts.ts'
import { isLive, type LiveWords, toggleBlock, toggleLive } from './live-draft.ts'
import {
  keptOf,
  type LaidTarget,
  liveInLayer,
  liveInTargets,
  type LiveLayer,
  type LiveRemark,
  remarksOn,
  wantedFor,
} from './live-order.ts'

/** A source or layer that would be ordered, and what is known of its text. */
export interface LiveSource {
  readonly id: NodeId
  readonly name: string
  readonly reading: LiveReading
}

/** The names of a text and of the shape right behind it. */
export interface OnShape {
  readonly text: string
  readonly shape: string
}

/** What stays live on one tab: the data of its switch and its list. */
export interface LiveComposer {
  readonly isOn: ReadonlySignal<boolean>
  readonly off: ReadonlySignal<ReadonlySet<NodeId>>
  readonly sources: ReadonlySignal<readonly LiveSource[]>
  readonly remarks: ReadonlySignal<readonly LiveRemark[]>
  /** Texts that are laid out elsewhere, and the shapes behind them, which stay in the picture. */
  readonly onShapes: ReadonlySignal<readonly OnShape[]>
  readonly toggle: () => void
  readonly toggleBlock: (block: NodeId) => void
  /** Reads again what could not be read. */
  readonly again: () => void
}

/** What live text still lacks before anything can be ordered. */
export type LiveNotReady =
  | { readonly kind: 'reading-texts' | 'laying-out' }
  | { readonly kind: 'unread-texts'; readonly source: string }

/** What an order needs of live text. */
interface LiveForOrder {
  readonly live: LiveComposer
  readonly bySource: ReadonlySignal<ReadonlyMap<NodeId, SourceLive>>
  readonly notReady: ReadonlySignal<LiveNotReady | null>
}

interface Tab {
  readonly texts: LiveTexts
  /** The sources or layers to read: another array whenever they may have changed. */
  readonly selection: ReadonlySignal<readonly NodeId[]>
  readonly words: ReadonlySignal<LiveWords>
  readonly changeWords: (change: <Draft extends LiveWords>(draft: Draft) => Draft) => void
  readonly isShown: () => boolean
  readonly model: ReadonlySignal<ImageModel>
}

/** The part that both tabs have in common. */
function followLive(
  { texts, selection, words, changeWords, isShown }: Tab,
  named: ReadonlySignal<readonly { readonly id: NodeId; readonly name: string }[]>,
) {
  const isOn = computed(() => isLive(words.value))
  const off = computed(() => words.value.liveText.off)
  const read = followReadings(texts, selection, () => isOn.value && isShown())
  const sources = computed(() =>
    named.value.map(({ id, name }): LiveSource => {
      const reading = read.value.bySource.get(id) ?? { state: 'reading' }
      return { id, name, reading }
    }),
  )
  const kept = computed(() =>
    isOn.value
      ? sources.value.flatMap(({ id, reading }) => keptOf(id, reading, off.value) ?? [])
      : [],
  )
  return {
    isOn,
    kept,
    sources,
    off,
    toggle() {
      changeWords(toggleLive)
    },
    toggleBlock(block: NodeId) {
      changeWords((now) => toggleBlock(now, block))
    },
    again() {
      texts.again()
    },
  }
}

function unread(isOn: boolean, sources: readonly LiveSource[]): LiveNotReady | null {
  if (!isOn) return null
  const failed = sources.find(({ reading }) => reading.state === 'failed')
  if (failed !== undefined) return { kind: 'unread-texts', source: failed.name }
  const isReading = sources.some(({ reading }) => reading.state === 'reading')
  return isReading ? { kind: 'reading-texts' } : null
}

/** Live text of variants: laid out for each source and target, before anything is ordered. */
export function createVariantsLive(
  tab: Tab,
  usable: ReadonlySignal<readonly UsableSource[]>,
  targets: ReadonlySignal<readonly OrderTarget[]>,
  clock: Clock,
): LiveForOrder {
  const { kept, ...common } = followLive(tab, usable)
  const layouts = createLayouts(solveLayouts, clock)
  const asked = computed(() => {
    const byId = new Map(usable.value.map((source) => [source.id, source]))
    return kept.value.flatMap((each) => {
      const source = byId.get(each.source)
      if (source === undefined) return []
      const wanted = targets.value.map((ordered) => ({
        ordered,
        wanted: wantedFor(each.text, source, ordered, tab.model.value),
      }))
      return [{ kept: each, wanted }]
    })
  })
  effect(() => {
    layouts.want(asked.value.flatMap(({ wanted }) => wanted.map((each) => each.wanted)))
  })
  const laid = computed(() =>
    asked.value.flatMap(({ kept: each, wanted }) => {
      const solved = wanted.flatMap(({ ordered, wanted: one }): LaidTarget[] => {
        const layout = layouts.of(one)
        return layout === null ? [] : [{ ordered, wanted: one, layout }]
      })
      return solved.length < wanted.length ? [] : [{ kept: each, laid: solved }]
    }),
  )
  return {
    live: {
      ...common,
      remarks: steadyComputed(() =>
        remarksOn(laid.value.map(({ kept: { text }, laid: each }) => ({ text, laid: each }))),
      ),
      onShapes: steadyComputed(() =>
        kept.value.flatMap(({ text: { blocks } }) =>
          blocks.flatMap(({ name, shape }) => (shape === undefined ? [] : { text: name, shape })),
        ),
      ),
    },
    bySource: computed(
      () =>
        new Map(
          laid.value.map(({ kept: each, laid: solved }) => [
            each.source,
            liveInTargets(each, solved, tab.model.value),
          ]),
        ),
    ),
    notReady: computed(
      () =>
        unread(common.isOn.value, common.sources.value) ??
        (laid.value.length < asked.value.length ? { kind: 'laying-out' } : null),
    ),
  }
}

/** Live text of swaps, which stays where it is. */
export function createSwapLive(
  tab: Tab,
  layers: ReadonlySignal<readonly LiveLayer[]>,
): LiveForOrder {
  const { kept, ...common } = followLive(tab, layers)
  return {
    live: { ...common, remarks: computed(() => []), onShapes: computed(() => []) },
    bySource: computed(() => {
      const byId = new Map(layers.value.map((layer) => [layer.id, layer]))
      return new Map(
        kept.value.flatMap((each) => {
          const layer = byId.get(each.source)
          if (layer === undefined) return []
          return [[each.source, liveInLayer(each, layer, tab.model.value)] as const]
        }),
      )
    }),
    notReady: computed(() => unread(common.isOn.value, common.sources.value)),
  }
}
