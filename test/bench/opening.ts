import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { WindowPiece } from '../../contract/protocol/opening.ts'
import { windowPieces } from '../../plugin/window/window-pieces.ts'
import { launchChromium } from '../browser/chromium/chromium.ts'
import type { FrameMode } from '../browser/support/stage.ts'

const rounds = 15

/** Ways to a page that can be typed into. */
export type Way = 'empty' | 'two steps' | 'one step'

/** What a frame is opened with, and what the plugin half then sends, if it is asked. */
interface Opening {
  readonly html: string
  readonly pieces: readonly WindowPiece[] | null
}

/** Milliseconds from a new frame to a painted box that can be typed into, one for each round. */
export type Times = Readonly<Record<Way, readonly number[]>>

/**
 * Opens the window as it ships, in one piece, and an empty page with a text area, in turns: what the
 * machine does besides falls on all of them. The plugin half answers at once: what is measured is the
 * window, and not how Figma makes the frame's address.
 */
export async function measureOpening(mode: FrameMode): Promise<Times> {
  const openings = readOpenings()
  const times: Record<Way, number[]> = { empty: [], 'two steps': [], 'one step': [] }
  const browser = await launchChromium()
  try {
    const page = await browser.newPage()
    // The first round warms the browser up.
    for (let round = 0; round <= rounds; round++) {
      const turns = Object.entries(openings)
      // So that none always follows the same one, which leaves its work behind.
      if (round % 2 === 1) turns.reverse()
      for (const [way, opening] of turns) {
        const time = await open(page, mode, opening)
        if (round > 0) times[way as Way].push(time)
      }
    }
    return times
  } finally {
    await browser.close()
  }
}

/** Not before it is measured: the bench builds them. */
function readOpenings(): Readonly<Record<Way, Opening>> {
  const read = (file: string) =>
    readFileSync(new URL(`../../dist/${file}`, import.meta.url), 'utf8')
  const window = read('ui.html')
  return {
    empty: {
      html: '<!doctype html><meta charset="utf-8"><body><textarea></textarea>',
      pieces: null,
    },
    'two steps': { html: read('shell.html'), pieces: windowPieces(window) },
    'one step': { html: window, pieces: null },
  }
}

async function open(page: Page, mode: FrameMode, { html, pieces }: Opening): Promise<number> {
  await page.goto('about:blank')
  const watched = html.replace('<meta charset="utf-8">', (meta) => `${meta}${probe}`)
  const data = `data:text/html;base64,${Buffer.from(watched).toString('base64')}`
  const source = mode === 'data' ? { src: data } : { srcdoc: watched }
  return page.evaluate(openFrame, { source, pieces })
}

/** Tells the page as soon as the prompt is there and painted. */
const probe = `<script>
  new MutationObserver((_, observer) => {
    if (document.querySelector('textarea') === null) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => parent.postMessage('usable', '*'), 0))
  }).observe(document, { childList: true, subtree: true })
</script>`

/** Runs in the page: a sandboxed frame like Figma's, and what the plugin half answers first. */
function openFrame({
  source,
  pieces,
}: {
  readonly source: { readonly src: string } | { readonly srcdoc: string }
  readonly pieces: readonly WindowPiece[] | null
}): Promise<number> {
  const opened = {
    command: 'generate',
    settings: { version: 1, apiKey: 'sk-bench' },
    library: { version: 1 },
    spending: { month: '2026-11', pictures: 0, dollars: 0 },
    draft: null,
    startedOn: [],
    order: 1,
    selected: [],
    sources: [],
    layers: [],
    swaps: [],
    variants: [],
  }
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
      const { type, id } = (data as { pluginMessage: { type: string; id: number } }).pluginMessage
      const answers =
        type === 'ask-window' ? (pieces ?? []) : [{ type: 'response', id, body: opened }]
      for (const pluginMessage of answers) {
        frame.contentWindow?.postMessage({ pluginMessage }, '*')
      }
    })
    start = performance.now()
    Object.assign(frame, source)
    document.body.append(frame)
  })
}
