import type { Browser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { betweenOrders } from '../../../ui/components/widgets/press-guard.ts'
import type { ServerOptions } from '../../hiapi/server.ts'
import {
  type Playground,
  type PlaygroundOptions,
  startPlayground,
} from '../../playground/server.ts'
import { isThroughRelay, spawnRelayBetween, type Way } from '../../relay/support/between.ts'
import { launchChromium } from '../chromium/chromium.ts'
import { tellOfEnds } from './news.ts'
import { type PluginWindow, pluginWindow, windowShown } from './plugin-window.ts'

/** How the plugin's frame is loaded; Figma is reported to use a data URL. */
export type FrameMode = 'srcdoc' | 'data'

/** The whole plugin in Chromium: the playground's page, with the plugin's window in it. */
export interface Stage {
  readonly page: Page
  /** The plugin's window; things in it are found by their accessible names. */
  readonly window: PluginWindow
  readonly playground: Playground
  /** How the window's requests get to the local HiAPI. */
  readonly way: Way
  /** What went wrong in the page's console, and every address that was asked for. */
  readonly complaints: readonly string[]
  readonly addresses: readonly string[]
  close(): Promise<void>
}

export interface StageOptions {
  readonly mode?: FrameMode
  readonly theme?: 'light' | 'dark'
  readonly hiapi?: ServerOptions
  /**
   * Whether a relay stands between the window and the local HiAPI; if it is not said, by `ENDURE_RELAY`. A
   * test of HiAPI's own answers about keys, balance, CORS or pace has none: a relay keeps them to itself.
   */
  readonly hasRelay?: boolean
  readonly ports?: Pick<PlaygroundOptions, 'pagePort' | 'apiPort' | 'picturesPort'>
  /** Whether the designer has used Restage before, as in the playground that people open. */
  readonly isUsed?: boolean
  readonly size?: { readonly width: number; readonly height: number }
  /** Whether the window finds out by itself, and by itself alone, that a task has ended. */
  readonly isPatient?: boolean
  /** Whether the canvas is painted, which takes long: few tests have to do with what it shows. */
  readonly isPainted?: boolean
  /**
   * What the plugin half runs in: an engine of Figma's kind, which takes long, or the browser's own. If it is
   * not said, the browser's own, unless the canvas is painted or `ENDURE_ENGINE=quickjs` asks for the other.
   */
  readonly engine?: 'quickjs' | 'frame'
}

/** Quick tasks, and pictures small enough to be drawn at once. */
const quick: ServerOptions = {
  durations: { queued: 200, handling: 1_200, archiving: 200 },
  pictureScale: 0.25,
}

/** The browser's own engine, unless `ENDURE_ENGINE=quickjs` asks for the other. */
export const quickest = process.env['ENDURE_ENGINE'] === 'quickjs' ? 'quickjs' : 'frame'

let browser: Promise<Browser> | null = null

/** Pages that a test is done with: what they have compiled need not be compiled for the next one. */
const idle: Page[] = []

/** Where the last page was served: what is compiled is kept for that address alone. */
let lastPagePort = 0

/**
 * The browser of all tests that run in this process; it ends with the process. Each test runs the same code
 * again: what is compiled is kept, though it rests for a while.
 */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launchChromium(['--js-flags=--no-flush-bytecode'])
  return browser
}

/** Ends it sooner, for a process that does more. */
export async function closeBrowser(): Promise<void> {
  idle.length = 0
  await (await browser)?.close()
  browser = null
}

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const { mode = 'srcdoc', theme = 'light', size = { width: 1440, height: 900 } } = options
  const { hasRelay = isThroughRelay, engine = options.isPainted === true ? 'quickjs' : quickest } =
    options
  let shown: Page | null = null
  const news = tellOfEnds(() => shown)
  const playground = await startPlayground({
    pagePort: lastPagePort,
    ...options.ports,
    relay: hasRelay && ((hiapi) => spawnRelayBetween(hiapi)),
    hiapi: {
      ...quick,
      ...options.hiapi,
      onTask(task) {
        options.hiapi?.onTask?.(task)
        // A relay tells the window by itself.
        if (options.isPatient !== true && !hasRelay) news.onTask(task)
      },
    },
  })
  lastPagePort = Number(new URL(playground.url).port)
  const page = idle.pop() ?? (await (await sharedBrowser()).newPage({ reducedMotion: 'reduce' }))
  await page.setViewportSize(size)
  const complaints: string[] = []
  const addresses: string[] = []
  page.on('console', (message) => {
    // Where there is no relay, a server says so by 404, which Chromium takes for an error.
    const isNoRelay = message.location().url.endsWith('/v1/relay')
    if (message.type() === 'error' && !isNoRelay) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => addresses.push(request.url()))
  const designer = options.isUsed === true ? '' : '&designer=new'
  const canvas = options.isPainted === true ? '' : '&canvas=blank'
  await page.goto(
    `${playground.url}/?mode=${mode}&theme=${theme}&engine=${engine}${designer}${canvas}`,
  )
  await windowShown(page)
  shown = page
  return {
    page,
    window: pluginWindow(page),
    playground,
    way: hasRelay ? 'relay' : 'plain',
    complaints,
    addresses,
    async close() {
      news.close()
      await leave(page)
      await playground.close()
    },
  }
}

/** Ends the window in a page, and all that a test has asked of the page. */
async function leave(page: Page): Promise<void> {
  page.removeAllListeners()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.context().unrouteAll({ behavior: 'ignoreErrors' })
  await page.context().setOffline(false)
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    for (const frame of document.querySelectorAll('iframe')) frame.remove()
  })
  idle.push(page)
}

/** Closes the plugin and opens it again, as a designer would; or as a relaunch button does, by its command. */
export async function runAgain({ page }: Stage, command?: string): Promise<void> {
  await page.evaluate(
    (wanted) => (globalThis as unknown as Window).playground?.run(wanted),
    command,
  )
  await windowShown(page)
}

/** Waits until the next press of a button is no longer taken for the second half of a double press. */
export async function pastDoublePress({ page }: Stage): Promise<void> {
  await page.waitForTimeout(betweenOrders + 100)
}

/** What a designer does on the canvas, where the window has no part in it. */
export function onCanvas({ page }: Stage, deed: 'undo' | 'redo'): Promise<void> {
  return page.evaluate(
    (name) => void (globalThis as unknown as Window).playground?.person[name](),
    deed,
  )
}

/** Selects frames of the document by name, as a designer would by clicking. */
export async function select(stage: Stage, names: readonly string[]): Promise<void> {
  await stage.page.evaluate((wanted) => {
    const { playground } = globalThis as unknown as Window
    playground?.person.select(wanted.map((name) => playground.frameByName(name)))
  }, names)
}

/** Opens the list of pictures in the line of the runs, and answers with it. */
export async function openTasks({ window }: Stage): Promise<Locator> {
  const toggle = window
    .getByRole('region', { name: 'Run', exact: true })
    .getByRole('button', { name: /^Pictures/ })
  if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click()
  return window.getByRole('list', { name: 'Tasks' })
}

/** Opens the plain ratios, with their resolution and frame size. */
export async function openRatios({ window }: Stage): Promise<void> {
  const toggle = window.getByRole('button', { name: 'Plain ratios' })
  if ((await toggle.getAttribute('aria-expanded')) !== 'true') await toggle.click()
}

/** Ticks placements by name, found by the search; what was ticked stays. */
export async function deliver(stage: Stage, names: readonly string[]): Promise<void> {
  const search = stage.window.getByRole('searchbox', { name: 'Search placements and ratios' })
  for (const name of names) {
    await search.fill(name)
    await stage.window.getByRole('checkbox', { name: new RegExp(`^${name}, `) }).check()
  }
  await search.fill('')
}

/** Ticks exactly these ratios. Looked at all at once: each question by role reads the whole window. */
export async function tick(stage: Stage, ratios: readonly string[]): Promise<void> {
  await openRatios(stage)
  const group = stage.window.getByRole('group', { name: 'Aspect ratios' })
  const chips = await group.locator('label').evaluateAll((labels) =>
    labels.map((label) => ({
      name: label.textContent.trim(),
      isTicked: label.querySelector('input')?.checked ?? false,
    })),
  )
  for (const { name, isTicked } of chips) {
    const wanted = ratios.includes(name)
    if (wanted !== isTicked) {
      await group.getByRole('checkbox', { name, exact: true }).setChecked(wanted)
    }
  }
}

/** Has text drawn into the pictures: without it prompts are sent as they were written. */
export async function withoutLiveText({ window }: Stage): Promise<void> {
  await window.getByRole('checkbox', { name: /^Keep text live/ }).uncheck()
}

/** Makes the window as narrow as it gets, by keys; each counts from the width that the window has by then. */
export async function narrow({ page, window }: Stage): Promise<void> {
  const handle = window.getByRole('button', { name: 'Resize the window' })
  const width = () => page.locator('iframe').evaluate((it) => it.clientWidth)
  await expect.poll(() => handle.press('ArrowLeft').then(width)).toBe(320)
}
