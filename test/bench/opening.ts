import { readFileSync } from 'node:fs'
import { launchChromium } from '../browser/chromium.ts'

const window = new URL('../../dist/ui.html', import.meta.url)
const rounds = 15

/**
 * From a new frame with `dist/ui.html` in it to a window that can be typed into, in milliseconds, one
 * for each round. The plugin half answers at once: what is measured is the window.
 */
export async function measureOpening(): Promise<number[]> {
  // Not before: the bench builds it.
  const html = readFileSync(window, 'utf8')
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    const times: number[] = []
    for (let round = 0; round < rounds; round++) {
      await page.goto('about:blank')
      times.push(await page.evaluate(openWindow, html))
    }
    return times
  } finally {
    await browser.close()
  }
}

/** Runs in the page: a sandboxed frame like Figma's, and the plugin half's first answer. */
function openWindow(source: string): Promise<number> {
  const opened = {
    command: 'generate',
    settings: { version: 1, apiKey: 'sk-bench' },
    library: { version: 1 },
    spending: { month: '2026-11', pictures: 0, dollars: 0 },
    startedOn: [],
    order: 1,
    sources: [],
    layers: [],
    swaps: [],
    variants: [],
  }
  // Tells the page as soon as the prompt is there and painted.
  const probe = `<script>
    new MutationObserver((_, observer) => {
      if (document.querySelector('textarea') === null) return
      observer.disconnect()
      requestAnimationFrame(() => setTimeout(() => parent.postMessage('usable', '*'), 0))
    }).observe(document, { childList: true, subtree: true })
  <\/script>`
  return new Promise((resolve) => {
    const frame = document.createElement('iframe')
    frame.sandbox.add('allow-scripts')
    frame.width = '360'
    frame.height = '640'
    let start = 0
    addEventListener('message', ({ data }) => {
      if (data === 'usable') {
        resolve(performance.now() - start)
        return
      }
      const { id } = (data as { pluginMessage: { id: number } }).pluginMessage
      frame.contentWindow?.postMessage(
        { pluginMessage: { type: 'response', id, body: opened } },
        '*',
      )
    })
    frame.srcdoc = source.replace('<body>', `<body>${probe}`)
    start = performance.now()
    document.body.append(frame)
  })
}
