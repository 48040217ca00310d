import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { NodeId } from '../../contract/model/ids.ts'
import type { Reference } from '../../contract/model/reference.ts'
import type { Library } from '../../contract/model/client-storage/library.ts'
import type { Spending } from '../../contract/model/client-storage/spending.ts'
import type { PluginClient } from '../../contract/protocol/client.ts'
import type { Link } from '../../contract/protocol/commands.ts'
import type { ResponseOf } from '../../contract/protocol/procedures.ts'
import type { Prices } from '../../contract/hiapi/models/prices.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../lib/clock.ts'
import { systemAlarm } from '../lib/timer.ts'
import { windowContext } from '../lib/window-context.ts'
import { createFeedback, type Feedback } from './feedback.ts'
import { createJobsState, type JobsState } from './jobs.ts'
import type { LibraryStore } from './library.ts'
import { createNavigation, type Navigation } from './navigation.ts'
import {
  createKeptPictures,
  createSelectedPictures,
  type KeptPictures,
  type Thumbnails,
} from './pictures.ts'
import type { Pixels } from '../services/images/image-codec.ts'
import type { PriceList } from './prices.ts'
import type { RelayState } from './relay.ts'
import type { Selection, SelectionStore } from './selection.ts'
import type { SettingsState } from './settings.ts'
import { createSourcesState, type SourcesState } from './sources.ts'
import { createLiveTexts, type LiveTexts } from './live-texts.ts'
import { createTextChecks, type TextChecks } from './text-checks.ts'
import { createSourceTexts, type SourceTexts } from './source-texts.ts'

interface Services {
  readonly plugin: PluginClient
  readonly engine: Engine
  readonly clock: Clock
  /** Returns a new id at each call. */
  readonly newId: () => string
  readonly pixels: Pixels
  /** Makes a further reference of a layer; rejects if the layer has no picture. */
  readonly captureReference: (node: NodeId) => Promise<Reference>
}

/** State and actions shared by many features. Views get it by `useAppState`; the API key is not in it. */
export interface AppState extends Services {
  readonly selection: ReadonlySignal<Selection>
  readonly sources: SourcesState
  readonly jobs: JobsState
  readonly settings: SettingsState
  readonly relay: RelayState
  readonly library: ReadonlySignal<Library>
  readonly prices: ReadonlySignal<Prices>
  /** What this month has cost so far, as the plugin half counts it. */
  readonly spending: ReadonlySignal<Spending>
  readonly texts: SourceTexts
  readonly textChecks: TextChecks
  /** The texts of the selection that can stay live, for each tab. */
  readonly liveTexts: { readonly variants: LiveTexts; readonly swap: LiveTexts }
  readonly thumbnails: ReadonlySignal<Thumbnails>
  /** For the further references. */
  readonly referencePictures: KeptPictures
  readonly navigation: Navigation
  /** The recipe's prompt that was edited last, and the variants that it belongs to; null if none is. */
  readonly editedPrompt: Signal<{ readonly of: string; readonly text: string } | null>
  readonly feedback: Feedback
  readonly actions: AppActions
}

/** Actions used by more than one feature. Failures are reported. */
interface AppActions {
  changeLibrary(change: (library: Library) => Library): void
  /** Selects nodes and scrolls to them. @param whenGone called if none of them exists */
  show(nodes: readonly NodeId[], whenGone?: () => void): void
  openLink(link: Link): void
}

export interface Stores {
  readonly selection: SelectionStore
  readonly settings: SettingsState
  readonly relay: RelayState
  readonly library: LibraryStore
  readonly prices: PriceList
}

/** @param opened the plugin half's answer to `open` */
export function createAppState(
  services: Services,
  stores: Stores,
  opened: ResponseOf<'open'>,
): AppState {
  const { plugin, engine } = services
  const { settings, relay, library, prices } = stores
  const selection = stores.selection.current
  const feedback = createFeedback()
  const spending = signal(opened.spending)
  plugin.on('spending', (next) => {
    spending.value = next
  })
  return {
    ...services,
    selection,
    sources: createSourcesState(plugin, selection, feedback),
    jobs: createJobsState(engine, feedback),
    settings,
    relay,
    library: library.current,
    prices: prices.current,
    spending,
    texts: createSourceTexts(plugin),
    textChecks: createTextChecks(plugin, services.pixels, feedback),
    liveTexts: {
      variants: createLiveTexts(plugin, 'variants'),
      swap: createLiveTexts(plugin, 'swap'),
    },
    thumbnails: createSelectedPictures(plugin, systemAlarm, opened),
    referencePictures: createKeptPictures(plugin),
    navigation: createNavigation(opened, settings, selection, feedback),
    editedPrompt: signal(null),
    feedback,
    actions: createActions(plugin, library, feedback),
  }
}

function createActions(
  plugin: PluginClient,
  library: LibraryStore,
  feedback: Feedback,
): AppActions {
  return {
    changeLibrary(change) {
      void library.change(change).then((isKept) => {
        if (!isKept) feedback.report('library')
      })
    },
    show(nodes, whenGone) {
      feedback.report(null)
      plugin.call('show', { nodes: [...nodes] }).then(
        ({ shown }) => {
          if (shown > 0) {
            if (shown < new Set(nodes).size) feedback.report('showSome')
          } else if (whenGone === undefined) feedback.report('show')
          else whenGone()
        },
        () => {
          feedback.report('show')
        },
      )
    },
    openLink(link) {
      plugin.call('openLink', { link }).catch(() => {
        feedback.report('link')
      })
    },
  }
}

export const { Provider: AppStateProvider, useValue: useAppState } = windowContext<AppState>()
