import { accessSync, constants } from 'node:fs'
import type { Browser } from 'playwright-core'
import { download, downloadedBefore } from './downloaded.ts'
import { findChromium, type Way } from './find.ts'
import { launch, tryOut } from './launch.ts'
import { unpack, unpackedBefore } from './packed.ts'
import { usualPlaces } from './places.ts'

/** What is there already comes first, then what can be had. */
const ways: readonly Way[] = [
  async () => usualPlaces(process.platform, process.env).filter(isExecutable).map(program),
  async () => downloadedBefore,
  unpackedBefore,
  async () => download(say),
  () => unpack(say),
]

/**
 * Finds a browser for this machine, or gets one, and leaves its path in `CHROMIUM`, for processes that
 * are started from here. What is there already is left.
 *
 * @throws {Error} with one sentence on how to get one
 */
export async function provideChromium(): Promise<string> {
  const asked = process.env['CHROMIUM'] ?? ''
  const found = asked === '' ? await findChromium(ways, tryOut) : asked
  process.env['CHROMIUM'] = found
  return found
}

/**
 * Starts the browser at `CHROMIUM`, or whatever browser of Chrome's kind this machine has or can get.
 *
 * @param more arguments of its command line, for what is not measured
 * @throws {Error} with one sentence on how to get one
 */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const path = await provideChromium()
  if (!isExecutable(path)) throw new Error(`CHROMIUM is set to ${path}, which can’t be run.`)
  return launch(path, more)
}

const program = (executablePath: string) => ({ executablePath })

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not there, or not ours to run: another place may do.
    return false
  }
}
