import type { Manifest } from '../../host/manifest.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'
import type { Theme } from '../../host/theme.ts'
import { openPluginWindow, type FrameMode, type PluginWindow } from '../../host/window.ts'
import { element } from './elements.ts'
import { float } from './floating.ts'

/** Between the panel and the edge of the canvas, where it starts out. */
const edge = 12

/** The floating panel that holds the plugin's window. */
export class Panel {
  readonly #panel = element('panel', HTMLElement)
  readonly #title = element('panel-title', HTMLElement)
  readonly #frame = element('panel-frame', HTMLElement)
  readonly #manifest: Manifest
  readonly #mode: FrameMode
  #window: PluginWindow | null = null
  #online = true

  /** `onSize`: the panel covers another part of the canvas, or none. */
  constructor(manifest: Manifest, mode: FrameMode, onSize: () => void) {
    this.#manifest = manifest
    this.#mode = mode
    element('panel-close', HTMLButtonElement).addEventListener('click', () => {
      this.#window?.close()
    })
    float(this.#panel, element('panel-bar', HTMLElement))
    new ResizeObserver(onSize).observe(this.#panel)
  }

  /** Pixels of the canvas that it covers at its right side; none while it is shut. */
  get covers(): number {
    const { offsetWidth } = this.#panel
    return offsetWidth === 0 ? 0 : offsetWidth + 2 * edge
  }

  show(run: PluginRun, theme: Theme): void {
    const own = openPluginWindow({
      run,
      manifest: this.#manifest,
      parent: this.#frame,
      mode: this.#mode,
      theme,
      online: this.#online,
      onState: (state) => {
        this.#panel.hidden = state === null || !state.visible
        if (state !== null) this.#title.textContent = state.title
      },
    })
    this.#window = own
  }

  setOnline(online: boolean): void {
    this.#online = online
    this.#window?.setOnline(online)
  }

  setTheme(theme: Theme): void {
    this.#window?.setTheme(theme)
  }
}
