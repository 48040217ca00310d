import { accessSync, constants } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/**
 * Where Chromium and Chrome are usually installed. Debian's shell without windows is the same browser, and
 * needs a quarter less of the processor.
 */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** Nothing that asks the outside world for anything; no sandbox of its own, for containers. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Starts the Chromium or Chrome of this machine; the one at `CHROMIUM`, where that is set.
 *
 * @throws {Error} with one sentence on how to get one
 */
export async function launchChromium(): Promise<Browser> {
  const asked = process.env['CHROMIUM']
  const executablePath = [asked ?? [], places].flat().find(isExecutable)
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium or Chrome was found: install one (Debian, Ubuntu: apt-get install chromium), or set CHROMIUM to its path.',
    )
  }
  return chromium.launch({ executablePath, args: flags })
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
