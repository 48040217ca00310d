import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { serialize } from 'node:v8'
import { afterAll, expect, test } from 'vitest'
import type { WindowPiece } from '../../../contract/protocol/opening.ts'
import { createNodeEnv } from '../../host/env/node.ts'
import { createHost } from '../../host/host.ts'
import type { Manifest } from '../../host/manifest.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'
import { themeVariables } from '../../host/theme.ts'

const folder = mkdtempSync(join(tmpdir(), 'one-step-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const manifest = JSON.parse(read('manifest.json')) as Manifest
const uiHtml = read('dist/ui.html')
const shell = read('dist/shell.html')

const ask = { type: 'ask-window' }
const open = { type: 'request', id: 1, name: 'open', body: {} }

interface Opened {
  readonly run: PluginRun
  /** Sends to the plugin half, and gives what it has sent by then, and since: at least so many. */
  readonly say: (messages: readonly unknown[], least: number) => Promise<readonly unknown[]>
}

async function start(files: { mainJs?: string; uiHtml?: string } = {}): Promise<Opened> {
  const host = createHost({
    env: createNodeEnv(),
    manifest,
    mainJs: read('dist/main.js'),
    uiHtml,
    ...files,
  })
  const run = await host.runPlugin({ command: 'swap' })
  const shown = new Promise<void>((resolve) => {
    run.onWindow(() => {
      resolve()
    })
  })
  if (run.window === null) await shown
  const said: unknown[] = []
  return {
    run,
    say: (messages, least) =>
      new Promise((resolve) => {
        run.ui.onMessage((message) => {
          said.push(message)
          if (said.length >= least) resolve(said)
        })
        for (const message of messages) run.ui.postMessage(message)
      }),
  }
}

/** What the shell is to put into its page: together with it, all of the window. */
function windowIn(html: string) {
  const [, style = '', script = ''] =
    /<style id="style">([^]*)<\/style>[^]*<script id="script">([^]*)<\/script>\n$/.exec(html) ?? []
  return { style, script }
}

const { style, script } = windowIn(uiHtml)
const whole = { style, script }
/** How many pieces a window is sent in. */
const count = Math.ceil((style + script).length / 15_000)

/** What was said, with the window in one where its pieces follow one another. */
function together(said: readonly unknown[]): readonly unknown[] {
  let text = ''
  let next = 0
  return said.flatMap((message) => {
    const { at, of, ...piece } = message as WindowPiece
    if (at !== next) return [message]
    text = at === 0 ? piece.text : text + piece.text
    next = (at + 1) % of
    if (next !== 0) return []
    return [{ style: text.slice(0, piece.scriptFrom), script: text.slice(piece.scriptFrom) }]
  })
}

test('the frame gets the shell, which fits into 2,048 bytes', async () => {
  const { run } = await start()
  expect(run.window?.html).toBe(shell)
  expect(Buffer.byteLength(shell)).toBeLessThanOrEqual(2_048)
  run.close()
})

test('the shell has Figma’s colours alone, so that it is light or dark as the window is', () => {
  const known = Object.keys(themeVariables('dark'))
  const used = [...shell.matchAll(/var\(([^,)]*)/g)].map(([, name]) => name)
  expect(used.length).toBeGreaterThan(0)
  expect(known).toEqual(expect.arrayContaining(used))
  expect(shell.replace(/var\([^)]*\)/g, '')).not.toMatch(/#[\da-f]{3,8}\b|rgb/i)
})

test('whoever asks gets the window, each time, also when the procedures are long in use', async () => {
  const { run, say } = await start()
  expect(script.length).toBeGreaterThan(100_000)
  expect(together(await say([ask, ask], 2 * count))).toEqual([whole, whole])
  const response = {
    type: 'response',
    id: 1,
    body: expect.objectContaining({ command: 'swap' }) as unknown,
  }
  expect(together(await say([open], 2 * count + 1))).toEqual([whole, whole, response])
  expect(together(await say([ask], 3 * count + 1))).toEqual([whole, whole, response, whole])
  expect(run.console).toEqual([])
  run.close()
})

test('no piece of the window is over 16 kB as Chromium sends it', async () => {
  const { run, say } = await start()
  const sizes = (await say([ask], count)).map((piece) => serialize(piece).length)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16_000)
  run.close()
})

test('what is neither an ask nor a request is complained of, and both are answered afterwards', async () => {
  const { run, say } = await start()
  const said = await say([{ type: 'ask' }, null, ask, open], count + 1)
  expect(together(said)).toEqual([whole, expect.objectContaining({ type: 'response' })])
  expect(run.console.map(({ level }) => level)).toEqual(['error', 'error'])
  run.close()
})

test('a window that the build has not marked is opened as it is', async () => {
  const unmarked = uiHtml.replace('<script id="script">', '<script>')
  const { run, say } = await start({ uiHtml: unmarked })
  expect(run.window?.html).toBe(unmarked)
  expect(await say([open], 1)).toEqual([expect.objectContaining({ type: 'response' })])
  run.close()
})

test('built for one step, the frame gets the whole window', async () => {
  const flags = ['--quick', '--one-step', `--into=${folder}`]
  await promisify(execFile)(process.execPath, ['build.mjs', ...flags])
  const [mainJs = '', oneStep = ''] = ['main.js', 'ui.html'].map((file) =>
    readFileSync(join(folder, file), 'utf8'),
  )
  expect(mainJs.includes('<!doctype html>')).toBe(false)
  expect(windowIn(oneStep).script.length).toBeGreaterThan(100_000)
  const { run, say } = await start({ mainJs, uiHtml: oneStep })
  expect(run.window?.html === oneStep).toBe(true)
  expect(await say([open], 1)).toEqual([expect.objectContaining({ type: 'response' })])
  run.close()
})
