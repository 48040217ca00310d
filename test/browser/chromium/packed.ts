import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Candidate } from './find.ts'

const execute = promisify(execFile)

/** What is fetched: one package at a fixed version, and what it needs; npm checks it by the lock file. */
const recipe = fileURLToPath(new URL('packed/', import.meta.url))

/** Goes with `npm ci`; npm's own cache keeps what was fetched. */
const cache = fileURLToPath(new URL('../../../node_modules/.cache', import.meta.url))

/** The package is of Linux on x64. */
export const isPackedForUs = process.platform === 'linux' && process.arch === 'x64'

async function unpackedFolder(): Promise<string> {
  const { dependencies } = JSON.parse(await readFile(join(recipe, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  return join(cache, `chromium-${Object.values(dependencies).join('-')}`)
}

const program = (folder: string): Candidate => ({ executablePath: join(folder, 'start') })

/** What an earlier run has unpacked. */
export async function unpackedBefore(): Promise<readonly Candidate[]> {
  return isPackedForUs ? [program(await unpackedFolder())] : []
}

/** The Chromium inside an npm package, which brings its own libraries: for machines that have nothing. */
export async function unpack(say: (line: string) => void): Promise<readonly Candidate[]> {
  if (!isPackedForUs) return []
  const folder = await unpackedFolder()
  try {
    say('Fetching Chromium from the npm registry: 70 MB, once…')
    await mkdir(cache, { recursive: true })
    const temporary = await mkdtemp(`${folder}-`)
    try {
      await fetchInto(temporary, folder)
      await rm(folder, { recursive: true, force: true })
      // Whole, or not at all: another run may look for it at the same time.
      await rename(join(temporary, 'unpacked'), folder)
    } finally {
      await rm(temporary, { recursive: true, force: true })
    }
    say('Chromium is unpacked.')
    return [program(folder)]
  } catch (error) {
    say(`Chromium could not be fetched from the npm registry: ${firstLine(error)}`)
    return []
  }
}

async function fetchInto(temporary: string, folder: string): Promise<void> {
  const unpacked = join(temporary, 'unpacked')
  await cp(recipe, temporary, { recursive: true })
  await mkdir(unpacked)
  // Its code runs on Node 20 too, which it does not say.
  const flags = ['--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund']
  await execute('npm', ['ci', '--prefix', temporary, '--engine-strict=false', ...flags])
  await execute(process.execPath, ['--input-type=module', '--eval', unpacking], {
    cwd: temporary,
    // It unpacks into the folder for temporary files, its libraries only under Lambda.
    env: { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  })
  await writeFile(join(unpacked, 'fonts', 'fonts.conf'), fontsOf(folder))
  await writeFile(join(unpacked, 'start'), startOf(folder), { mode: 0o755 })
}

const unpacking =
  "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()"

const startOf = (folder: string) =>
  [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH="${folder}/al2023/lib:$LD_LIBRARY_PATH"`,
    `export FONTCONFIG_PATH="${folder}/fonts"`,
    `exec "${folder}/chromium" "$@"`,
    '',
  ].join('\n')

/** Its own fonts, so that text has a shape where no font is installed. */
const fontsOf = (folder: string) =>
  [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `  <dir>${folder}/fonts</dir>`,
    '  <dir>/usr/share/fonts</dir>',
    `  <cachedir>${folder}/fonts-cache</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n')

const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? ''
