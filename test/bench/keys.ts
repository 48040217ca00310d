import { readFileSync } from 'node:fs'
import { launchChromium } from '../browser/chromium/chromium.ts'
import { placements } from '../../ui/catalog/targets/placements.ts'
import { median, ms, ratio } from './figures.ts'

const window = new URL('../../dist/ui.html', import.meta.url)
const sources = 60
const rounds = 40
/** As many characters as nearly fill a prompt, with two tokens among them. */
const prompt = `{name} at {width}, ${'on a table of oak, '.repeat(1_050)}`.slice(0, 19_000)

/** What a key costs in the window with much selected, beside a text box alone. */
export async function printKeys(): Promise<void> {
  // Not before: the bench builds it.
  const html = readFileSync(window, 'utf8')
  const browser = await launchChromium()
  console.log(
    `\nA key in a prompt of 19,000 characters, ${String(sources)} sources (goals: 16, 25 ms)`,
  )
  try {
    const page = await browser.newPage()
    const plain = median(await measure('<!doctype html><body><textarea></textarea>', 0))
    console.log(`  a text box alone    median ${ms(plain)}`)
    for (const targets of [10, placements.length]) {
      const times = await measure(html, targets)
      const middle = median(times)
      console.log(
        `  ${String(targets)} placements   median ${ms(middle)}, slowest ${ms(Math.max(...times))}; ${ratio(middle, plain)} × the text box`,
      )
    }
    async function measure(source: string, targets: number): Promise<number[]> {
      await page.goto('about:blank')
      const ids = placements.slice(0, targets).map(({ id }) => id)
      return page.evaluate(typeInWindow, { source, ids, prompt, rounds, sources })
    }
  } finally {
    await browser.close()
  }
}

interface Typing {
  readonly source: string
  readonly ids: readonly string[]
  readonly prompt: string
  readonly rounds: number
  readonly sources: number
}

/**
 * Runs in the page: a frame like Figma's that types into its first text box. Milliseconds from a key to
 * what is painted, one for each key.
 */
function typeInWindow({ source, ids, prompt: text, rounds: keys, sources: count }: Typing) {
  const frames = Array.from({ length: count }, (_, at) => ({
    usable: true,
    id: `1:${String(at)}`,
    page: '0:1',
    name: `Poster ${String(at)}`,
    bounds: { x: 0, y: 0, width: 600, height: 800 },
  }))
  const set = {
    id: 'set-1',
    name: 'All',
    ratios: [],
    placements: ids,
    resolution: '1K',
    sizing: { by: 'area' },
    copies: 1,
  }
  const opened = {
    command: 'generate',
    settings: { version: 1, apiKey: 'sk-bench' },
    library: { version: 1, sets: [set] },
    spending: { month: '2026-11', pictures: 0, dollars: 0 },
    draft: null,
    startedOn: [],
    order: 1,
    selected: [],
    sources: frames,
    layers: [],
    swaps: [],
    variants: [],
  }
  const typist = `<script>
    const painted = () => new Promise((done) => setTimeout(done, 0))
    const frame = () => new Promise((done) => requestAnimationFrame(done))
    const write = (box, value) => {
      box.value = value
      box.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
    const there = (find) => new Promise((done) => {
      const look = () => { const found = find(); if (found) done(found); else requestAnimationFrame(look) }
      look()
    })
    addEventListener('load', async () => {
      const box = await there(() => document.querySelector('textarea'))
      if (${String(ids.length)} > 0) {
        const apply = await there(() => [...document.querySelectorAll('button')].find((each) => each.textContent === 'All'))
        apply.click()
        await there(() => document.querySelectorAll('[aria-label^="Remove "]').length > ${String(ids.length)} - 1)
      }
      write(box, ${JSON.stringify(text)})
      box.focus()
      box.setSelectionRange(box.value.length, box.value.length)
      const times = []
      for (let key = 0; key < ${String(keys)}; key++) {
        for (let wait = 0; wait < 3; wait++) await frame()
        const start = performance.now()
        document.execCommand('insertText', false, 'x')
        await painted()
        times.push(performance.now() - start)
      }
      parent.postMessage(times, '*')
    })
  </script>`
  return new Promise<number[]>((resolve) => {
    const iframe = document.createElement('iframe')
    iframe.sandbox.add('allow-scripts')
    iframe.width = '360'
    iframe.height = '640'
    addEventListener('message', ({ data }) => {
      if (Array.isArray(data)) {
        resolve(data as number[])
        return
      }
      const { id, name } = (data as { pluginMessage: { id: number; name: string } }).pluginMessage
      const body =
        name === 'open' ? opened : name === 'thumbnail' ? { bytes: new Uint8Array() } : {}
      iframe.contentWindow?.postMessage({ pluginMessage: { type: 'response', id, body } }, '*')
    })
    iframe.srcdoc = source.replace('<body>', `<body>${typist}`)
    document.body.append(iframe)
  })
}
