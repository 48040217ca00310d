/**
 * Builds the two files that the manifest names, and the shell that is part of one:
 * `node build.mjs [--watch | --size | --probe] [--quick] [--one-step] [--into=dist]`.
 *
 * For one relay, into a folder of its own that can be imported or published:
 * `node build.mjs --relay https://relay.example.com [--name "Restage (Acme)"] [--id 123]`.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { minify } from 'terser'
import { namesOf, noticeOf, packagesIn } from './licences.mjs'
import { relayBuildOf, relayManifest } from './relay-build.mjs'

const root = fileURLToPath(new URL('.', import.meta.url))
const inRoot = (path) => resolve(root, path)
const into = process.argv.find((flag) => flag.startsWith('--into='))?.slice('--into='.length)
/** Others import this file for the sizes. */
const isRun = process.argv[1] === fileURLToPath(import.meta.url)
const relay = isRun ? wantedRelay() : null
/** Where a built file goes. */
const target = (file) => resolve(root, into ?? 'dist', relay?.folder ?? '', file)
/** Both halves know the only address that they may name. */
const define = { __relay__: JSON.stringify(relay?.address ?? '') }

/**
 * What people download, in bytes: the sandbox's script as it is, the window as it is sent. The shell is
 * in the script, and is what Figma's frame is opened with, as it is.
 */
const limits = [
  { file: 'dist/main.js', most: 134_800, isPacked: false },
  { file: 'dist/shell.html', most: 2_048, isPacked: false },
  { file: 'dist/ui.html', most: 400_300, isPacked: false },
  { file: 'dist/ui.html', most: 141_300, isPacked: true },
]

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

/**
 * ES2020 is what Figma's sandbox takes: developers.figma.com/docs/plugins/libraries-and-bundling.
 *
 * @param shell empty for a window that opens in one step
 */
const main = (shell) => ({
  ...shared,
  entryPoints: ['plugin/main.ts'],
  outfile: 'dist/main.js',
  format: 'iife',
  target: 'es2020',
  define: { ...define, __shell__: JSON.stringify(shell) },
  plugins: [writer('plugin/main.ts', writeMain)],
})

const shell = {
  ...shared,
  entryPoints: ['ui/shell/shell.ts', 'ui/shell/shell.css'],
  outdir: 'dist',
  format: 'iife',
  target: 'es2022',
}

const ui = {
  ...shared,
  entryPoints: ['ui/main.tsx'],
  outfile: 'dist/ui.js',
  format: 'iife',
  target: 'es2022',
  jsx: 'transform',
  jsxFactory: 'h',
  jsxFragment: 'Fragment',
  inject: ['ui/lib/jsx.ts'],
  define,
  // Types are checked with the automatic runtime, which esbuild would take from there.
  tsconfigRaw: '{}',
  plugins: [writer('ui/main.tsx', writeWindow)],
}

/** What `--relay` asks for; a mistake in it is said, and nothing is built. */
function wantedRelay() {
  try {
    return relayBuildOf(process.argv.slice(2))
  } catch (error) {
    console.error(error.message)
    return process.exit(1)
  }
}

async function writeManifest() {
  const manifest = JSON.parse(await readFile(inRoot('manifest.json'), 'utf8'))
  const text = JSON.stringify(relayManifest(manifest, relay), null, 2)
  await writeFile(target('manifest.json'), `${text}\n`)
  console.log(`Built for ${relay.address}: import ${target('manifest.json')} in Figma.`)
  if (relay.warning !== null) console.warn(relay.warning)
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
  await writeFile(target('main.js'), `${notice}\n${await smaller(script.text, 2020, false)}`)
}

/** `ui/shell/shell.html` in one piece, and small: it is sent raw at every opening. */
async function buildShell() {
  const { outputFiles } = await esbuild.build(shell)
  const textOf = (end) => outputFiles.find((file) => file.path.endsWith(end))?.text.trim() ?? ''
  const page = await readFile(inRoot('ui/shell/shell.html'), 'utf8')
  const { code } = await minify(textOf('.js'), { ecma: 2022, toplevel: true })
  const html = page
    .replace(/<!--[^]*?-->|<\/?(body|html)>/g, '')
    .replace(/ ?\/>/g, '>')
    .replace(/\s*\n\s*/g, '')
    .replace(/<link[^>]*>/, () => `<style>${escapeEndTag(textOf('.css'), 'style')}</style>`)
    .replace(/(?<=<script) [^>]*>/, () => `>${escapeEndTag(code, 'script')}`)
  await writeFile(target('shell.html'), html)
  return html
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
    // By these marks the plugin half takes them out: plugin/window/window-pieces.ts.
    `<style id="style">${escapeEndTag(textOf('.css'), 'style')}</style>`,
    '<body>',
    '<div id="root"></div>',
    `<script id="script">${escapeEndTag(await smaller(textOf('.js'), 2022, true), 'script')}</script>`,
  ]
  await writeFile(target('ui.html'), `${html.join('\n')}\n`)
}

/**
 * What esbuild has minified, once more: 7 % of the window's weight. While somebody writes code, a quick
 * build counts for more.
 *
 * @param isPacked whether it is sent compressed: then functions weigh less where they stand
 */
async function smaller(script, ecma, isPacked) {
  if (['--watch', '--quick'].some((flag) => process.argv.includes(flag))) return script
  const compress = {
    passes: 4,
    sequences: false,
    hoist_funs: !isPacked,
    // Turning `state==="done"` around saves 71 bytes, and costs 290 where it is compressed.
    lhs_constants: !isPacked,
    // Unsafe where a function without `this`, or one in an object, is called with `new`. Here only classes are.
    unsafe_arrows: true,
    unsafe_methods: isPacked,
  }
  // Text of one byte a character is read and compiled faster. Where it is compressed, it weighs less, too.
  const { code } = await minify(script, { ecma, compress, format: { ascii_only: isPacked } })
  return code
}

/** In a string or a regular expression `<\/` means `</`, and outside them it does not occur. */
function escapeEndTag(text, tag) {
  return text.replace(new RegExp(`</(?=${tag})`, 'gi'), '<\\/')
}

/** The weight of the files, each as it is sent, against their limits. */
export async function sizes() {
  return Promise.all(
    limits.map(async ({ file, most, isPacked }) => {
      await stat(inRoot(file)).catch(() => {
        throw new Error(`${file} is not there: build it first.`)
      })
      const contents = await readFile(inRoot(file))
      const bytes = isPacked ? gzipSync(contents, { level: 9 }).length : contents.length
      return { file, bytes, most, isPacked }
    }),
  )
}

async function printSizes() {
  for (const { file, bytes, most, isPacked } of await sizes()) {
    const share = Math.round((100 * bytes) / most)
    const unit = isPacked ? 'bytes gzipped' : 'bytes'
    console.log(`${file}  ${bytes} ${unit}, ${share} % of ${most}`)
    if (bytes > most) process.exitCode = 1
  }
}

async function run(flags) {
  if (flags.includes('--size')) return printSizes()
  if (flags.includes('--probe')) {
    const { buildProbe } = await import('./test/figma-probe/build.mjs')
    return buildProbe(target('probe'))
  }
  await mkdir(target(''), { recursive: true })
  const opened = await buildShell()
  const halves = [main(flags.includes('--one-step') ? '' : opened), ui]
  if (flags.includes('--watch')) {
    for (const half of halves) await (await esbuild.context(half)).watch()
    return undefined
  }
  const built = await Promise.allSettled(halves.map((half) => esbuild.build(half)))
  for (const { status, reason } of built) {
    if (status === 'fulfilled') continue
    // What esbuild found wrong has been said by `writer`.
    if (reason.errors === undefined) throw reason
    process.exitCode = 1
  }
  if (relay !== null && process.exitCode !== 1) await writeManifest()
  return undefined
}

if (isRun) {
  run(process.argv.slice(2)).catch((error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
