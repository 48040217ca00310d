/** `npm run build -- --probe`: a small plugin of its own, which asks Figma what Restage takes for granted. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const inRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** Another plugin than Restage: its client storage and its plugin data are its own. */
const identity = { name: 'Restage probe', id: '2636378672374937736' }

export async function buildProbe(folder) {
  await mkdir(folder, { recursive: true })
  const manifest = JSON.parse(await readFile(inRoot('manifest.json'), 'utf8'))
  const { api, documentAccess, editorType, networkAccess } = manifest
  const own = { ...identity, api, main: 'main.js', ui: 'ui.html', documentAccess, editorType }
  const page = await readFile(inRoot('test/figma-probe/window/window.html'), 'utf8')
  const script = await bundled('window/main.ts', 'es2022')
  const files = {
    'manifest.json': JSON.stringify({ ...own, networkAccess }, null, 2),
    'main.js': await bundled('plugin/main.ts', 'es2020'),
    'ui.html': page.replace('<script></script>', () => `<script>${script}</script>`),
  }
  for (const [name, text] of Object.entries(files)) await writeFile(resolve(folder, name), text)
  console.log(`In Figma: Plugins > Development > Import, ${resolve(folder, 'manifest.json')}`)
}

async function bundled(entry, target) {
  const { outputFiles } = await esbuild.build({
    entryPoints: [inRoot(`test/figma-probe/${entry}`)],
    bundle: true,
    format: 'iife',
    target,
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0].text.replace(/<\/(?=script)/gi, '<\\/')
}
