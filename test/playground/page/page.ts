import { createDocument, person } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { absoluteBoundingBox } from '../../host/document/measure.ts'
import type { Rect } from '../../host/document/types.ts'
import { createBrowserEnv } from '../../host/env/browser.ts'
import type { Env } from '../../host/env/env.ts'
import type { Host } from '../../host/host.ts'
import type { Manifest } from '../../host/manifest.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'
import { frameEngine } from '../../host/sandbox/frame.ts'
import { Board } from '../canvas/board.ts'
import { Camera } from '../canvas/camera.ts'
import { followClipboard } from './clipboard.ts'
import { element } from './elements.ts'
import { fillFailureMenu } from '../failures/menu.ts'
import { followKeys } from '../canvas/keys.ts'
import type { PageOptions } from './page-options.ts'
import { Panel } from './panel.ts'
import { takePictures } from '../canvas/pictures.ts'
import { installPlugin } from './plugin.ts'
import { followPointer } from '../canvas/pointer.ts'
import { showRelaunch } from './relaunch.ts'
import { sampleDocument } from '../sample/sample-document.ts'
import { followTheme } from './theme.ts'
import { Toasts } from './toasts.ts'
import { fillToolbar } from './toolbar.ts'
import { Undoing } from '../canvas/undoing.ts'
import { showWhere } from './where.ts'

/** What a test finds in the page, as `window.playground`. */
export type PlaygroundPage = {
  document: HostDocument
  host: Host
  person: ReturnType<typeof person>
  /** Starts the plugin, or starts it again. */
  run(command?: string): Promise<PluginRun>
  frameByName(name: string): string
  /** Where a layer is seen, in pixels of the page's window. */
  rectOf(name: string): Rect
  /** Set by a test: told of whatever a crash of the plugin could fall between. */
  onStep?: (step: string) => void
}

declare global {
  interface Window {
    playground?: PlaygroundPage
  }
}

/** The first two frames of the sample, and room for the variants of the poster. */
const firstView = { x: 0, y: 0, width: 3400, height: 2500 }

const hints = {
  local:
    'Press Generate: pictures are drawn on this computer and cost nothing. Double-click a frame to select a layer in it.',
  relay:
    'Press Generate: a relay on this computer takes the orders, and its local HiAPI draws the pictures. They cost nothing.',
  live: 'Live: pictures are made by HiAPI and charged to your key.',
}

function hintOf({ live, hasRelay }: PageOptions): string {
  if (live) return hints.live
  return hasRelay ? hints.relay : hints.local
}

async function open(): Promise<void> {
  const query = new URLSearchParams(location.search)
  const [manifest, options] = await Promise.all([
    json<Manifest>('/manifest.json'),
    json<PageOptions>('/options.json'),
  ])
  element('hint', HTMLElement).textContent = hintOf(options)

  const env: Env = {
    ...createBrowserEnv({ wasm: '/quickjs.wasm' }),
    ...(query.get('engine') === 'frame' && { loadEngine: () => Promise.resolve(frameEngine) }),
  }
  const empty = query.get('document') === 'empty'
  const document = empty ? createDocument() : await sampleDocument(env)
  const toasts = new Toasts(element('toasts', HTMLElement))
  const canvas = element('canvas', HTMLCanvasElement)
  const mode = query.get('mode') === 'data' ? 'data' : 'srcdoc'
  const panel = new Panel(manifest, mode, () => board.repaint())
  const camera = new Camera(document, () => ({
    width: Math.max(200, canvas.clientWidth - panel.covers),
    height: canvas.clientHeight,
  }))
  const board = new Board(canvas, document, env, camera, query.get('canvas') !== 'blank')
  const undoing = new Undoing(document)
  const hand = followPointer(board, document, camera)
  followKeys({ document, camera, undoing, hand, clipboard: followClipboard(document) })
  takePictures(canvas, document, env, camera, toasts.say)

  const theme = followTheme(query.get('theme'), (now) => {
    panel.setTheme(now)
    board.repaint()
  })
  const onStep = (step: string) => window.playground?.onStep?.(step)
  const isNew = empty || query.get('designer') === 'new'
  const plugin = await installPlugin({ env, manifest, document, options, isNew, onStep })
  const run = async (command?: string) => {
    const started = await plugin.run(command)
    toasts.follow(started)
    panel.show(started, theme.theme)
    return started
  }
  fillToolbar({
    document,
    camera,
    undoing,
    run: () => void run(),
    toggleTheme: () => theme.toggle(),
  })
  showWhere(element('where', HTMLElement), document)
  showRelaunch(element('relaunch', HTMLElement), document, manifest, (command) => void run(command))
  window.playground = {
    document,
    host: plugin.host,
    person: person(document),
    run,
    frameByName: (name) => document.byName(name),
    rectOf: (name) => {
      const { left, top } = canvas.getBoundingClientRect()
      const rect = camera.rectToScreen(absoluteBoundingBox(document, document.byName(name)))
      return { ...rect, x: rect.x + left, y: rect.y + top }
    },
  }
  if (!options.live) {
    const setOnline = (online: boolean) => {
      panel.setOnline(online)
    }
    await fillFailureMenu({ hasRelay: options.hasRelay, setOnline, say: toasts.say })
  }
  await run()
  camera.look(firstView)
}

async function json<Type>(path: string): Promise<Type> {
  return (await (await fetch(path)).json()) as Type
}

open().catch((error: unknown) => {
  console.error(error)
  element('hint', HTMLElement).textContent = `The playground could not start: ${String(error)}`
})
