import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The page's script in one piece, kept in memory: nothing is left behind in the folder. */
export async function bundlePage(): Promise<string> {
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
