import type { Clock } from '../clock.ts'
import type { HostDocument } from '../document/document.ts'
import type { Env } from '../env/env.ts'
import type { Manifest } from '../manifest.ts'
import type { PluginFault } from '../sandbox/vm.ts'
import type { ClientStorage } from '../storage.ts'

/** Everything about a run that a test may hook into; a step that throws, fails. */
export type Step =
  | 'create'
  | 'clone'
  | 'createImage'
  | 'commitUndo'
  | 'pluginData'
  | 'export'
  | 'export:done'
  | 'storage:get'
  | 'storage:set'
  | 'storage:set:done'
  | 'storage:delete'
  | 'storage:delete:done'
  | 'message:to-main'
  | 'message:to-main:done'
  | 'message:to-ui'

export type RunOptions = {
  document: HostDocument
  storage: ClientStorage
  env: Env
  manifest: Manifest
  mainJs: string
  uiHtml: string
  command: string
  clock: Clock
  onStep?: ((step: string, detail: unknown) => void) | undefined
  onExport?: ((node: string) => Promise<void> | null) | undefined
  onPluginError?: ((fault: PluginFault) => void) | undefined
  onConsole?: ((level: string, parts: readonly string[]) => void) | undefined
}
