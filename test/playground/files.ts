import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { HiapiServer } from '../hiapi/server.ts'
import type { Manifest } from '../host/manifest.ts'
import type { PageBundle } from './bundle.ts'
import type { PageOptions } from './page/page-options.ts'
import type { PlaygroundRelay } from './relay.ts'

export type Files = Readonly<
  Record<string, { type: string; read: () => Promise<string | Uint8Array> } | undefined>
>

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const wasm = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm')

/** What the page asks for, by path. What is on disk is read at each request. */
export function createFiles({
  bundle,
  hiapi,
  relay,
}: {
  bundle: PageBundle
  hiapi: HiapiServer | null
  relay: PlaygroundRelay | null
}): Files {
  const options: PageOptions = {
    apiUrl: relay?.address ?? hiapi?.apiUrl ?? null,
    apiKey: relay?.token ?? 'sk-playground',
    live: hiapi === null,
    hasRelay: relay !== null,
  }
  const onDisk = (type: string, path: string) => ({ type, read: () => readFile(path) })
  const made = (type: string, make: () => string | Promise<string>) => ({
    type,
    read: async () => make(),
  })
  return {
    '/': onDisk('text/html; charset=utf-8', here('page/page.html')),
    '/page.css': onDisk('text/css; charset=utf-8', here('page/page.css')),
    '/page.js': made('text/javascript; charset=utf-8', () => bundle.script),
    '/page.js.map': made('application/json', () => bundle.map),
    '/quickjs.wasm': onDisk('application/wasm', wasm),
    '/plugin/main.js': onDisk('text/javascript; charset=utf-8', here('../../dist/main.js')),
    '/plugin/ui.html': onDisk('text/plain; charset=utf-8', here('../../dist/ui.html')),
    '/manifest.json': made('application/json', () => manifestFor(hiapi, relay)),
    '/options.json': made('application/json', () => JSON.stringify(options)),
  }
}

/**
 * The plugin's manifest; its development hosts are the ports that the local HiAPI really has. With a
 * relay the window reaches nothing else.
 */
async function manifestFor(
  hiapi: HiapiServer | null,
  relay: PlaygroundRelay | null,
): Promise<string> {
  const text = await readFile(here('../../manifest.json'), 'utf8')
  const { networkAccess, ...rest } = JSON.parse(text) as Manifest
  if (hiapi === null || networkAccess === undefined) return text
  const devAllowedDomains = relay === null ? [hiapi.apiUrl, hiapi.picturesUrl] : [relay.address]
  return JSON.stringify({ ...rest, networkAccess: { ...networkAccess, devAllowedDomains } })
}
