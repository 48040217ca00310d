import * as z from 'zod/mini'
import { connect } from '../contract/protocol/client.ts'
import { systemAlarm } from './lib/timer.ts'
import { systemClock as clock } from './lib/clock.ts'
import { testConnection } from './services/hiapi/test-connection.ts'
import { observeNetwork } from './services/hiapi/connectivity.ts'
import { browserPixels as pixels } from './services/images/image-codec.ts'
import { windowPort } from './lib/plugin-port.ts'
import { createPriceList, refreshPrices } from './state/prices.ts'
import { startEngine } from './engine/start-engine.ts'
import { tidyStored } from './state/tidy-pasted.ts'
import { createLibraryStore } from './state/library.ts'
import { followSelection } from './state/selection.ts'
import { createSettingsStore } from './state/settings.ts'
import { priceOf } from './catalog/models/prices.ts'
import { renderWindow } from './app/render.tsx'
import { whenIdle } from './lib/idle.ts'
import { callProblems } from './state/text.ts'

// Figma's content policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true })

/** 128 random bits. `crypto.randomUUID` is missing where the frame is no secure context. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function boot(root: HTMLElement): Promise<void> {
  const caller = connect(
    windowPort(),
    (error) => {
      console.error(error)
    },
    systemAlarm,
  )
  const selection = followSelection(caller)
  const opened = await caller.call('open', {})
  selection.take(opened)
  const settings = createSettingsStore(tidyStored(opened.settings))
  const library = createLibraryStore(opened.library, (latest) =>
    caller.call('saveLibrary', { library: latest }),
  )
  const web = { fetch: fetch.bind(window), clock, network: observeNetwork(window, clock) }
  const prices = createPriceList()
  const { engine, references } = startEngine({
    ...web,
    caller,
    pixels,
    random: Math.random,
    newId,
    settings,
    price: ({ resolution }, model) => priceOf(model, resolution, prices.get()),
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) engine.wake()
  })
  addEventListener('online', () => {
    engine.wake()
  })
  // What was refused for the sake of the old key, or address, may be taken now.
  settings.subscribe(() => {
    if (engine.snapshot().notice?.kind === 'halted') engine.resume()
  })
  renderWindow(root, {
    caller,
    engine,
    settings,
    library,
    prices,
    captureReference: (node) => references.captureFurther(node),
    opened,
    selection,
    clock,
    now: () => clock.now(),
    newId,
    testConnection: (fields, signal) => testConnection(web, fields, signal),
  })
  await whenIdle(window)
  await refreshPrices(prices, web, settings.get().apiAddress)
}

const root = document.getElementById('root')
if (root !== null) {
  boot(root).catch((error: unknown) => {
    console.error(error)
    root.textContent = callProblems.open
  })
}
