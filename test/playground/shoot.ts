import type { Browser } from 'playwright-core'
import { launchChromium } from '../browser/chromium/chromium.ts'
import { type Scene, scenes } from './scenes.ts'
import { startPlayground } from './server.ts'
import { largest, shoot, tidy } from './shots.ts'

/** `npm run shots [-- name …]`: takes the pictures of the docs again, all of them or those named. */
async function run(wanted: readonly string[]): Promise<void> {
  const taken = scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  const browser = await launchChromium()
  try {
    for (const scene of taken) {
      const bytes = await take(browser, scene)
      const note = bytes > largest ? ': too large' : ''
      console.log(`${scene.name}.png  ${String(bytes)} bytes${note}`)
    }
  } finally {
    await browser.close()
  }
}

/** Each picture has a playground of its own: nothing is left of the one before. */
async function take(
  browser: Browser,
  { name, size, act, faults = [], hasRelay = false }: Scene,
): Promise<number> {
  const durations = { queued: 50, handling: 100, archiving: 50 }
  const playground = await startPlayground({
    relay: hasRelay,
    hiapi: { durations, pictureScale: 0.5, faults },
  })
  const page = await browser.newPage({
    viewport: size,
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
  })
  try {
    await page.goto(`${playground.url}/?theme=light`)
    const stage = { page, window: page.frameLocator('iframe'), playground }
    await stage.window.getByRole('button', { name: 'Settings' }).waitFor()
    await tidy(stage)
    await act(stage)
    return await shoot(stage, name)
  } finally {
    await page.close()
    await playground.close()
  }
}

await run(process.argv.slice(2))
