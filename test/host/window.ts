import { frameHtml, networkMessage, themeMessage } from './frame-html.ts'
import type { Manifest } from './manifest.ts'
import type { PluginRun } from './run/plugin-run.ts'
import type { WindowState } from './run/window-state.ts'
import type { Theme } from './theme.ts'

export type FrameMode = 'srcdoc' | 'data'

export type PluginWindowOptions = {
  run: PluginRun
  manifest: Manifest
  /** Where the frame is put. */
  parent: HTMLElement
  /** Figma's frame is reported to be a data URL, where less is allowed than under srcdoc. */
  mode?: FrameMode
  theme?: Theme
  /** Whether the window believes that the computer has a network. */
  online?: boolean
  /** Whether `devAllowedDomains` count. */
  development?: boolean
  /** Told of every change of size, title and visibility; null when the window is gone. */
  onState?: (state: WindowState | null) => void
}

export type PluginWindow = {
  readonly frame: HTMLIFrameElement | null
  setTheme(theme: Theme): void
  /** Lets the window believe that the computer has no network, or has one again. */
  setOnline(online: boolean): void
  /** Takes the frame away and closes the run. */
  close(): void
}

/** The plugin's window in a page: a frame of null origin, its messages wired to the run. */
export const openPluginWindow = (options: PluginWindowOptions): PluginWindow => {
  const { run, manifest, parent, mode = 'srcdoc', development = true, onState } = options
  let theme: Theme = options.theme ?? 'light'
  let online = options.online ?? true
  let frame: HTMLIFrameElement | null = null
  let shown: string | null = null
  let stopListening: () => void = () => undefined

  // docs/creating-ui: the window's messages come as `{ pluginMessage }`
  const onMessage = ({ source, data }: MessageEvent<unknown>) => {
    if (frame === null || source !== frame.contentWindow) return
    if (typeof data === 'object' && data !== null && 'pluginMessage' in data) {
      run.ui.postMessage(data.pluginMessage)
    }
  }
  addEventListener('message', onMessage)

  const post = (message: unknown) => frame?.contentWindow?.postMessage(message, '*')

  const take = () => {
    stopListening()
    frame?.remove()
    frame = null
    shown = null
  }

  const open = (state: WindowState): HTMLIFrameElement => {
    const made = document.createElement('iframe')
    made.title = state.title
    // docs/creating-ui: null origin; figma.md §3: no popups, downloads or dialogs
    made.setAttribute('sandbox', 'allow-scripts')
    made.style.border = '0'
    const html = frameHtml(state.html, manifest, {
      theme: state.themeColors ? theme : null,
      development,
    })
    if (mode === 'srcdoc') made.srcdoc = html
    else made.src = `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
    made.addEventListener('load', () => {
      // before the plugin says anything: the window may ask as soon as it hears of it
      if (!online) post({ [networkMessage]: online })
      stopListening = run.ui.onMessage((pluginMessage) =>
        post({ pluginMessage, pluginId: manifest.id }),
      )
    })
    parent.append(made)
    return made
  }

  const show = (state: WindowState | null) => {
    // a second showUI closes the window before it (plugin-api.d.ts 366)
    if (state === null || (shown !== null && shown !== state.html)) take()
    if (state !== null) {
      frame ??= open(state)
      shown = state.html
      frame.style.width = `${state.width}px`
      frame.style.height = `${state.height}px`
      // hidden, not unloaded: a hidden window keeps running (plugin-api.d.ts 2819)
      frame.style.visibility = state.visible ? 'visible' : 'hidden'
    }
    onState?.(state)
  }
  const unsubscribe = run.onWindow(show)
  void run.closed.then(() => {
    unsubscribe()
    removeEventListener('message', onMessage)
    take()
  })
  show(run.window)

  return {
    get frame() {
      return frame
    },
    setTheme: (next) => {
      theme = next
      post({ [themeMessage]: next })
    },
    setOnline: (next) => {
      if (next === online) return
      online = next
      post({ [networkMessage]: next })
    },
    close: () => run.close(),
  }
}
