import { type Browser, chromium } from 'playwright-core'
import type { Try } from './find.ts'

/** Nothing that asks the outside world for anything; no sandbox of its own, for containers. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // One process fewer: nothing here draws on a graphics card.
  '--in-process-gpu',
]

export function launch(executablePath: string, more: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...args, ...more] })
}

/** A start takes a second at most; a program that is something else may never answer. */
const patience = 30_000

export const tryOut: Try = async (candidate) => {
  try {
    const server = await chromium.launchServer({ ...candidate, args, timeout: patience })
    const { spawnfile } = server.process()
    await server.close()
    return spawnfile
  } catch {
    // Not there, not ours to run, or without its libraries: another one may do.
    return null
  }
}
