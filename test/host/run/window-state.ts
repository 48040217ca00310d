import { FigmaError } from '../document/types.ts'
import type { Raw } from './raw.ts'

export type WindowState = {
  html: string
  title: string
  width: number
  height: number
  visible: boolean
  themeColors: boolean
}

/** `showUI`: 300 × 200, at least 70 × 0 (plugin-api.d.ts 357). */
const windowSize = { width: 300, height: 200, minWidth: 70, minHeight: 0 }

/** The plugin's window, as the plugin opens, changes and closes it. */
export class WindowHolder {
  readonly #listeners = new Set<(state: WindowState | null) => void>()
  #state: WindowState | null = null

  get state(): WindowState | null {
    return this.#state
  }

  /** @returns stops it */
  onChange(listener: (state: WindowState | null) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** @param title where the options have none */
  open(html: string, options: Raw, title: string): void {
    this.#set({
      html,
      title: typeof options.title === 'string' ? options.title : title,
      visible: options.visible !== false,
      themeColors: options.themeColors === true,
      ...sizeOf(options.width ?? windowSize.width, options.height ?? windowSize.height),
    })
  }

  show(visible: boolean): void {
    this.#change({ visible })
  }

  resize(width: unknown, height: unknown): void {
    this.#change(sizeOf(width, height))
  }

  close(): void {
    if (this.#state !== null) this.#set(null)
  }

  #change(patch: Partial<WindowState>): void {
    if (this.#state === null) throw new FigmaError('there is no UI')
    this.#set({ ...this.#state, ...patch })
  }

  #set(state: WindowState | null): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener(state)
  }
}

function sizeOf(width: unknown, height: unknown): { width: number; height: number } {
  const side = (value: unknown, min: number) => Math.max(min, Math.round(Number(value)))
  return { width: side(width, windowSize.minWidth), height: side(height, windowSize.minHeight) }
}
