import { connect } from '../../contract/protocol/client.ts'
import type { Port } from '../../contract/protocol/envelope.ts'
import { priceOf } from '../../contract/hiapi/models/prices.ts'
import { startEngine } from '../engine/start-engine.ts'
import { type Composer, createComposer } from '../features/composer/composer-state.ts'
import { keepDrafts } from '../features/composer/saved-draft.ts'
import { followSwaps } from '../features/swap-review/follow-swaps.ts'
import type { SwapReview } from '../features/swap-review/swap-review-snapshot.ts'
import type { Clock } from '../lib/clock.ts'
import { systemAlarm } from '../lib/timer.ts'
import type { Network } from '../services/hiapi/connectivity.ts'
import { isHiapi } from '../../contract/hiapi/endpoint.ts'
import { testRelay } from '../services/relay/test-relay.ts'
import { testConnection } from '../services/hiapi/test-connection.ts'
import type { Pixels } from '../services/images/image-codec.ts'
import { type AppState, createAppState } from '../state/app-state.ts'
import { createRelayState } from '../state/relay.ts'
import { createLibraryStore } from '../state/library.ts'
import { createPriceList, refreshPrices, takePrices } from '../state/prices.ts'
import { followSelection } from '../state/selection.ts'
import { createSettingsState, createSettingsStore } from '../state/settings.ts'
import { tidyStored } from '../state/tidy-pasted.ts'

/** What the window depends on: the plugin half, the network, the canvas, time and random numbers. */
export interface Surroundings {
  readonly port: Port
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly network: Network
  readonly pixels: Pixels
  /** From 0 to 1. */
  readonly random: () => number
  /** A new id at each call: 128 random bits. */
  readonly newId: () => string
}

/** Everything that the window draws. */
export interface App {
  readonly state: AppState
  readonly composer: Composer
  readonly swapped: SwapReview
  /** Asks for the public prices. Not needed to open the window. */
  refreshPrices(): Promise<void>
  /** Asks the relay, if there is one, at intervals; never resolves. */
  followRelay(): Promise<never>
}

/** Milliseconds between requests to the relay. */
const relayGap = 10 * 60_000

/**
 * Puts the window together: services, engine, and the state that features read.
 *
 * @throws {PluginError} where the plugin half does not answer `open`
 */
export async function createApp(surroundings: Surroundings): Promise<App> {
  const { port, clock, newId } = surroundings
  const plugin = connect(
    port,
    (error) => {
      console.error(error)
    },
    systemAlarm,
  )
  const selection = followSelection(plugin)
  const opened = await plugin.call('open', {})
  selection.take(opened)
  const store = createSettingsStore(tidyStored(opened.settings))
  const prices = createPriceList()
  const { engine, references, relay, discover } = startEngine({
    ...surroundings,
    plugin: plugin,
    settings: store,
    price: ({ resolution }, model) => priceOf(model, resolution, prices.current.value),
  })
  const keepSettings = (settings: Parameters<typeof store.set>[0]) =>
    plugin.call('saveSettings', { settings })
  const state = createAppState(
    {
      plugin,
      engine,
      clock,
      newId,
      pixels: surroundings.pixels,
      captureReference: (node) => references.captureFurther(node),
    },
    {
      selection,
      settings: createSettingsState(store, keepSettings, (fields, signal) =>
        testRelay(
          async () => (isHiapi(fields.apiAddress) ? null : await discover(fields, signal)),
          () => testConnection(surroundings, fields, signal),
        ),
      ),
      relay: createRelayState(relay),
      library: createLibraryStore(opened.library, (library) =>
        plugin.call('saveLibrary', { library }),
      ),
      prices,
    },
    opened,
  )
  const composer = createComposer(state, opened.draft)
  keepDrafts(composer, clock, (draft) => plugin.call('saveDraft', { draft }))
  state.relay.subscribe((info) => {
    if (info !== null) takePrices(prices, info.money.prices)
  })
  // What it has spent is shown there.
  state.navigation.inSettings.subscribe((isOpen) => {
    if (isOpen && relay.current() !== null) void relay.look()
  })
  let isFirst = true
  store.current.subscribe(() => {
    if (!isFirst) void relay.look()
    // What was refused because of the old key or address may succeed now.
    if (!isFirst && engine.snapshot().notice?.kind === 'paused') engine.resume()
    isFirst = false
  })
  return {
    state,
    composer,
    swapped: followSwaps(state, opened),
    async refreshPrices() {
      const { apiAddress, apiKey } = store.get()
      // A relay has its own prices. Without a key it is not yet known whether there is one.
      if (apiKey === '' && !isHiapi(apiAddress)) return
      if ((await relay.known()) !== null) return
      await refreshPrices(prices, surroundings, apiAddress)
    },
    async followRelay() {
      for (;;) {
        await clock.sleep(relayGap)
        await relay.look()
      }
    },
  }
}
