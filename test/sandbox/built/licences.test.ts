import { build, type BuildOptions } from 'esbuild'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')

const Package = z.object({ name: z.string(), version: z.string(), license: z.string() })

/** The folders of the packages that a half has in it, by esbuild's own account. */
async function bundled(entry: string, more: BuildOptions = {}): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: 'nowhere',
    write: false,
    bundle: true,
    ...more,
    metafile: true,
    logLevel: 'silent',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  })
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs))
  const folders = inputs.flatMap(([path, { bytesInOutput }]) => {
    const [folder] = /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []
    return folder === undefined || bytesInOutput === 0 ? [] : folder
  })
  return [...new Set(folders)]
}

function licenceOf(folder: string): string {
  const [file = ''] = readdirSync(resolve(root, folder)).filter((name) => /^licen[cs]e/i.test(name))
  return read(`${folder}/${file}`)
}

test.each([
  ['dist/main.js', 'plugin/main.ts', 1],
  ['dist/ui.html', 'ui/main.tsx', 2],
])('%s names every package that is bundled in it, with its licence', async (file, entry, least) => {
  const folders = await bundled(entry)
  expect(folders.length).toBeGreaterThanOrEqual(least)
  const built = read(file)
  for (const folder of folders) {
    const { name, version, license } = Package.parse(JSON.parse(read(`${folder}/package.json`)))
    const [copyright = 'none'] = /^Copyright.*$/m.exec(licenceOf(folder)) ?? []
    expect(built).toContain(`${name} ${version}, ${license}. ${copyright}`)
  }
})

test('the terms of all of them stand in the window, once where they are the same', async () => {
  const folders = [...(await bundled('plugin/main.ts')), ...(await bundled('ui/main.tsx'))]
  const notice = read('dist/ui.html').split('-->')[0] ?? ''
  for (const folder of folders) {
    const terms = licenceOf(folder).replace(/^[^]*?Copyright.*$/m, '')
    expect(notice).toContain(terms.replace(/\s+/g, ' ').trim())
  }
  expect(notice.match(/Permission is hereby granted/g)).toHaveLength(1)
  expect(read('dist/main.js').split('\n')[0]).toContain('terms are in ui.html')
})

test('the relay, which is copied as one file, carries both for all that is bundled in it', async () => {
  const left = ['libsql', 'pg-native', 'pg-cloudflare', 'pg-types']
  const folders = await bundled('relay/main.ts', {
    platform: 'node',
    format: 'esm',
    external: left,
  })
  expect(folders).toContain('node_modules/hono')
  const [notice = ''] = read('dist/relay.mjs').split('*/')
  for (const folder of folders) {
    const { name, version, license } = Package.parse(JSON.parse(read(`${folder}/package.json`)))
    const [copyright = 'none'] = /^Copyright.*$/im.exec(licenceOf(folder)) ?? []
    expect(notice).toContain(`${name} ${version}, ${license}. ${copyright}`)
    const terms = licenceOf(folder).replace(/^[^]*?Copyright.*$/im, '')
    expect(notice).toContain(terms.replace(/\s+/g, ' ').trim())
  }
})
