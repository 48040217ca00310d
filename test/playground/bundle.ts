import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The page's script, and the map that leads from it to its sources. */
export type PageBundle = { readonly script: string; readonly map: string }

let bundled: Promise<PageBundle> | null = null

/** The page's script in one piece, made once and kept in memory: nothing is left behind in the folder. */
export function bundlePage(): Promise<PageBundle> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<PageBundle> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page/page.ts', import.meta.url))],
    bundle: true,
    write: false,
    outfile: 'page.js',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
    // Apart: it is larger than the script, and only who looks into it asks for it.
    sourcemap: 'linked',
  })
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text
  const [script, map] = [textOf('page.js'), textOf('page.js.map')]
  if (script === undefined || map === undefined) {
    throw new Error('The page of the playground was not built.')
  }
  return { script, map }
}
