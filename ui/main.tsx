import * as z from 'zod/mini'
import { createApp } from './app/create-app.ts'
import { renderWindow } from './app/render.tsx'
import { systemClock as clock } from './lib/clock.ts'
import { whenIdle } from './lib/idle.ts'
import { windowPort } from './lib/plugin-port.ts'
import { observeNetwork } from './services/hiapi/connectivity.ts'
import { browserPixels as pixels } from './services/images/image-codec.ts'
import { callProblems } from './state/text.ts'

// Figma's content policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true })

/** 128 random bits. `crypto.randomUUID` is missing where the frame is no secure context. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function boot(root: HTMLElement): Promise<void> {
  const app = await createApp({
    port: windowPort(),
    fetch: fetch.bind(window),
    clock,
    network: observeNetwork(window, clock),
    pixels,
    random: Math.random,
    newId,
  })
  const { engine } = app.state
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) engine.wake()
  })
  addEventListener('online', () => {
    engine.wake()
  })
  renderWindow(root, app)
  await whenIdle(window, 5_000)
  await app.refreshPrices()
  await app.followRelay()
}

const root = document.getElementById('root')
if (root !== null) {
  boot(root).catch((error: unknown) => {
    console.error(error)
    root.textContent = callProblems.open
  })
}
