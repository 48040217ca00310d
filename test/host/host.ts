import { realClock, type Clock } from './clock.ts'
import { HostDocument } from './document/document.ts'
import type { Env } from './env/env.ts'
import type { Manifest } from './manifest.ts'
import { PluginRun } from './run/plugin-run.ts'
import type { PluginFault } from './sandbox/vm.ts'
import { ClientStorage } from './storage.ts'

export type HostOptions = {
  env: Env
  manifest: Manifest
  mainJs: string
  uiHtml: string
  document?: HostDocument
  storage?: ClientStorage
  clock?: Clock
  /** Told before (and, where named so, after) whatever a crash could fall between. */
  onStep?: (step: string, detail: unknown) => void
  /** Holds an export up for as long as what it gives back takes. */
  onExport?: (node: string) => Promise<void> | null
  onPluginError?: (fault: PluginFault) => void
  onConsole?: (level: string, parts: readonly string[]) => void
}

export type Host = {
  readonly document: HostDocument
  readonly storage: ClientStorage
  /** The run that is under way, if one is. */
  readonly run: PluginRun | null
  /** Starts the plugin; a run that is under way is closed (figma.md §2: one at a time). */
  runPlugin(options?: { command?: string }): Promise<PluginRun>
}

/** Figma with one plugin installed and one file open. */
export const createHost = (options: HostOptions): Host => {
  const document = options.document ?? new HostDocument()
  const storage = options.storage ?? new ClientStorage()
  let current: PluginRun | null = null
  return {
    document,
    storage,
    get run() {
      return current !== null && !current.over ? current : null
    },
    runPlugin: async ({ command = '' } = {}) => {
      const engine = await options.env.loadEngine()
      current?.close()
      document.commitUndo()
      const run = new PluginRun(engine, {
        document,
        storage,
        env: options.env,
        manifest: options.manifest,
        mainJs: options.mainJs,
        uiHtml: options.uiHtml,
        command,
        clock: options.clock ?? realClock,
        onStep: options.onStep,
        onExport: options.onExport,
        onPluginError: options.onPluginError,
        onConsole: options.onConsole,
      })
      current = run
      run.start()
      return run
    },
  }
}
