import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

let bundled: Promise<string> | null = null

/** The page's script in one piece, made once and kept in memory: nothing is left behind in the folder. */
export function bundlePage(): Promise<string> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
    sourcemap: 'inline',
  })
  const [script] = outputFiles
  if (script === undefined) throw new Error('The page of the playground was not built.')
  return script.text
}
