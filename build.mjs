/** Builds the two files that the manifest names: `node build.mjs [--watch | --size]`. */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { minify } from 'terser'
import { namesOf, noticeOf, packagesIn } from './licences.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))
const inRoot = (path) => resolve(root, path)

/** What people download, in bytes: the sandbox's script as it is, the window as it is sent. */
const limits = { 'dist/main.js': 93_500, 'dist/ui.html': 107_500 }

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  // Few packages carry one: what their licences ask for is collected in licences.mjs.
  legalComments: 'none',
  metafile: true,
  logLevel: 'silent',
  write: false,
}

/** ES2020 is what Figma's sandbox takes: developers.figma.com/docs/plugins/libraries-and-bundling. */
const main = {
  ...shared,
  entryPoints: ['plugin/main.ts'],
  outfile: 'dist/main.js',
  format: 'iife',
  target: 'es2020',
  plugins: [writer('plugin/main.ts', writeMain)],
}

const ui = {
  ...shared,
  entryPoints: ['ui/main.tsx'],
  outfile: 'dist/ui.js',
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [writer('ui/main.tsx', writeWindow)],
}

/** Writes what was built, or says in one sentence why there is nothing to write. */
function writer(entry, write) {
  return {
    name: 'writer',
    setup(build) {
      build.onEnd(async ({ errors, outputFiles, metafile }) => {
        if (errors.length > 0) {
          console.error(`${entry} was not built: ${sentence(errors)}`)
          return
        }
        try {
          await write(outputFiles, await packagesIn(metafile, root))
        } catch (error) {
          console.error(`${entry} was not built: ${error.message}`)
          throw error
        }
      })
    },
  }
}

function sentence([first, ...others]) {
  const { file, line } = first.location ?? {}
  const place = file === undefined ? '' : ` (${file}:${line})`
  return `${first.text}${place}${others.length === 0 ? '' : `, and ${others.length} more`}.`
}

/** The two files are one plugin: the terms of what is in both stand once, in the window. */
async function writeMain([script], packages) {
  const notice = `/* ${namesOf(packages).join('; ')}; its terms are in ui.html. */`
  await writeFile(inRoot('dist/main.js'), `${notice}\n${await smaller(script.text, 2020)}`)
}

/** The window is one file: relative addresses lead nowhere in Figma's iframe. */
async function writeWindow(files, packages) {
  const textOf = (end) => files.find((file) => file.path.endsWith(end))?.text.trim() ?? ''
  const html = [
    '<!doctype html>',
    `<!--\n${noticeOf(packages)}\n-->`,
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<title>Restage</title>',
    `<style>${escapeEndTag(textOf('.css'), 'style')}</style>`,
    '<body>',
    '<div id="root"></div>',
    `<script>${escapeEndTag(await smaller(textOf('.js'), 2022), 'script')}</script>`,
  ]
  await writeFile(inRoot('dist/ui.html'), `${html.join('\n')}\n`)
}

/**
 * What esbuild has minified, once more: 6 % of the window's weight. While somebody writes code, a quick
 * build counts for more.
 */
async function smaller(script, ecma) {
  if (process.argv.includes('--watch')) return script
  const { code } = await minify(script, { ecma, compress: { passes: 3 } })
  return code
}

/** In a string or a regular expression `<\/` means `</`, and outside them it does not occur. */
function escapeEndTag(text, tag) {
  return text.replace(new RegExp(`</(?=${tag})`, 'gi'), '<\\/')
}

/** The weight of both files, as people download them, against their limits. */
export async function sizes() {
  return Promise.all(
    Object.entries(limits).map(async ([file, limit]) => {
      await stat(inRoot(file)).catch(() => {
        throw new Error(`${file} is not there: build it first.`)
      })
      const contents = await readFile(inRoot(file))
      const bytes = file.endsWith('.html')
        ? gzipSync(contents, { level: 9 }).length
        : contents.length
      return { file, bytes, limit }
    }),
  )
}

async function printSizes() {
  for (const { file, bytes, limit } of await sizes()) {
    const share = Math.round((100 * bytes) / limit)
    const unit = file.endsWith('.html') ? 'bytes gzipped' : 'bytes'
    console.log(`${file}  ${bytes} ${unit}, ${share} % of ${limit}`)
    if (bytes > limit) process.exitCode = 1
  }
}

async function run(flags) {
  if (flags.includes('--size')) return printSizes()
  await mkdir(inRoot('dist'), { recursive: true })
  if (flags.includes('--watch')) {
    for (const half of [main, ui]) await (await esbuild.context(half)).watch()
    return undefined
  }
  const built = await Promise.allSettled([esbuild.build(main), esbuild.build(ui)])
  for (const { status, reason } of built) {
    if (status === 'fulfilled') continue
    // What esbuild found wrong has been said by `writer`.
    if (reason.errors === undefined) throw reason
    process.exitCode = 1
  }
  return undefined
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  run(process.argv.slice(2)).catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
