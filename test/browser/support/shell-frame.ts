import { readFileSync } from 'node:fs'
import type { Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { WindowPiece } from '../../../contract/protocol/opening.ts'
import type { FrameMode } from './stage.ts'

/** The built shell in a frame like Figma's, with a test in place of the plugin half. */
export interface ShellFrame {
  readonly frame: Frame
  /** What the frame has sent so far. */
  readonly sent: () => Promise<readonly unknown[]>
  /** Sends to the frame as Figma does. */
  readonly post: (...pluginMessages: readonly unknown[]) => Promise<void>
  /** Lets the frame's clock run. */
  readonly wait: (ms: number) => Promise<void>
  /** Has another frame of the page send something to this one, as if it were Figma. */
  readonly postFromBeside: (pluginMessage: unknown) => Promise<void>
}

/** What the page gathers, as it comes. */
interface Gathering {
  gathered?: unknown[]
}

const style = 'body { --opened: yes }'
// A second run of it would be heard of: no name of it stays.
const script = `{
  const say = (pluginMessage) => { parent.postMessage({ pluginMessage }, '*') }
  say('started')
  addEventListener('message', ({ data, source }) => {
    if (source === parent) say(['heard', data.pluginMessage])
  })
}`

/** A window that tells of its start and of all that it hears, in three pieces. */
export const loudWindow = [0, 1, 2].map((at): WindowPiece => {
  const text = (style + script).slice(at * 120, at === 2 ? undefined : (at + 1) * 120)
  return { type: 'window', at, of: 3, text, scriptFrom: style.length }
})

export const ask = { type: 'ask-window' }

/** Opens the shell in a page; its clock stands still but for `wait`. */
export async function openShell(page: Page, mode: FrameMode): Promise<ShellFrame> {
  const html = readFileSync(new URL('../../../dist/shell.html', import.meta.url), 'utf8')
  await page.clock.install()
  await page.goto('about:blank')
  await page.evaluate(
    ({ html, mode }) => {
      const gathered: unknown[] = []
      Object.assign(globalThis as Gathering, { gathered })
      addEventListener('message', ({ data }: MessageEvent<{ pluginMessage: unknown }>) => {
        gathered.push(data.pluginMessage)
      })
      const made = document.createElement('iframe')
      made.name = 'shell'
      made.sandbox.add('allow-scripts')
      if (mode === 'data') made.src = `data:text/html;base64,${btoa(html)}`
      else made.srcdoc = html
      document.body.append(made)
    },
    { html, mode },
  )
  const sent = () => page.evaluate(() => (globalThis as Gathering).gathered ?? [])
  await expect.poll(sent).toEqual([ask])
  const frame = page.frame('shell')
  if (frame === null) throw new Error('The shell has no frame.')
  return {
    frame,
    sent,
    post: (...pluginMessages) =>
      page.evaluate((messages) => {
        for (const message of messages) frames[0]?.postMessage({ pluginMessage: message }, '*')
      }, pluginMessages),
    wait: (ms) => page.clock.runFor(ms),
    postFromBeside: async (pluginMessage) => {
      const script = `<script>
        parent.frames[0].postMessage({ pluginMessage: ${JSON.stringify(pluginMessage)} }, '*')
        parent.postMessage({ pluginMessage: 'sent from beside' }, '*')
      </script>`
      await page.evaluate((srcdoc) => {
        document.body.append(Object.assign(document.createElement('iframe'), { srcdoc }))
      }, script)
      await expect.poll(sent).toContain('sent from beside')
    },
  }
}
