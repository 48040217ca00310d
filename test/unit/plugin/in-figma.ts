import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import type { HostDocument } from '../../host/document/document.ts'
import { createNodeEnv } from '../../host/env/node.ts'
import { loadQuickest } from '../../host/env/quickest.ts'
import type { Manifest } from '../../host/manifest.ts'
import { type Tried, manifest, tryCode } from '../host/sample.ts'

const root = new URL('../../..', import.meta.url).pathname

const { relaunchButtons } = JSON.parse(readFileSync(`${root}manifest.json`, 'utf8')) as Required<
  Pick<Manifest, 'relaunchButtons'>
>

const env = createNodeEnv(loadQuickest)

const bundles = new Map<string, Promise<string>>()

/** All that some modules of the plugin half export, as `plugin`. */
function bundleOf(modules: readonly string[]): Promise<string> {
  const lines = modules.map((path) => `export * from './plugin/${path}.ts'`).join(';')
  const bundle = bundles.get(lines) ?? bundled(lines)
  bundles.set(lines, bundle)
  return bundle
}

async function bundled(lines: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import * as z from 'zod/mini'; z.config({ jitless: true });${lines}`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    globalName: 'plugin',
    target: 'es2020',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles.map(({ text }) => text).join('')
}

/**
 * Runs code in the stand-in for Figma, with all that some modules of the plugin half export, as
 * `plugin`; what it posts by `say` is in `said`.
 */
export async function inFigma(
  document: HostDocument,
  modules: readonly string[],
  code: string,
): Promise<Tried> {
  const tried = await tryCode(`${await bundleOf(modules)};${code}`, {
    document,
    env,
    manifest: { ...manifest, relaunchButtons },
  })
  for (const said of tried.said) {
    if (typeof said === 'string' && said.startsWith('FAILED')) throw new Error(said)
  }
  if (tried.run.errors.length > 0) throw new Error(JSON.stringify(tried.run.errors))
  return tried
}

/** Puts plugin data on a layer, as the plugin would have. */
export function keep(document: HostDocument, id: string, key: string, value: unknown): void {
  mark(document, id, key, JSON.stringify(value))
}

/** The same, of a plain text. */
export function mark(document: HostDocument, id: string, key: string, text: string): void {
  const { pluginData } = document.node(id)
  const name = `${manifest.id}/${key}`
  document.person(() => document.setData(id, { pluginData: { ...pluginData, [name]: text } }))
}

/** What `keep`, or the plugin, has put there. */
export function kept(document: HostDocument, id: string, key: string): unknown {
  return JSON.parse(document.node(id).pluginData[`${manifest.id}/${key}`] ?? 'null')
}
