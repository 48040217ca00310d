import type { HostDocument } from '../../host/document/document.ts'
import type { Env } from '../../host/env/env.ts'
import { createHost, type Host } from '../../host/host.ts'
import type { Manifest } from '../../host/manifest.ts'
import type { PluginRun } from '../../host/run/plugin-run.ts'
import { ClientStorage } from '../../host/storage.ts'
import type { PageOptions } from './page-options.ts'
import { leaveBehind } from '../sample/left-behind.ts'

type Parts = {
  env: Env
  manifest: Manifest
  document: HostDocument
  options: PageOptions
  /** Whether the designer has never used Restage before. */
  isNew: boolean
  onStep: (step: string) => void
}

export type Installed = {
  readonly host: Host
  /** Starts the plugin as it was built last. */
  run(command?: string): Promise<PluginRun>
}

const text = async (path: string) => (await fetch(path)).text()

/** The built plugin, installed in the stand-in. */
export async function installPlugin({ options, isNew, ...parts }: Parts): Promise<Installed> {
  const files = { mainJs: '', uiHtml: '' }
  const given = {
    ...parts,
    ...files,
    storage: storageFor(options, isNew ? null : fileName(parts.document)),
    onPluginError: (fault: { name: string; message: string; stack: string }) =>
      console.error(`${fault.name}: ${fault.message}\n${fault.stack}`),
  }
  const host = createHost(given)
  return {
    host,
    run: async (command = 'generate') => {
      // the host reads both at each run: a build made meanwhile counts
      given.mainJs = await text('/plugin/main.js')
      given.uiHtml = await text('/plugin/ui.html')
      return host.runPlugin({ command })
    },
  }
}

const fileName = (document: HostDocument) => document.prop(document.rootId, 'name')

/**
 * With the local HiAPI, or a relay, there is nothing to set up: its address and a key are there already.
 *
 * @param usedIn the file in which the designer has used Restage before; null for none
 */
function storageFor({ apiUrl, apiKey }: PageOptions, usedIn: string | null): ClientStorage {
  const storage = new ClientStorage()
  if (usedIn !== null) leaveBehind(storage, usedIn)
  if (apiUrl !== null) {
    storage.set('settings', {
      version: 1,
      apiKey,
      apiAddress: apiUrl,
      callbackUrl: '',
      model: 'gpt-image-2-image-to-image',
    })
  }
  return storage
}
