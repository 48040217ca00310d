import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Candidate } from './find.ts'

/** What an earlier download of Playwright's has left: its shell without windows, and the whole browser. */
export const downloadedBefore: readonly Candidate[] = [
  {},
  { executablePath: chromium.executablePath() },
]

/** Has Playwright download its own browser, and leave all others of its downloads where they are. */
export function download(say: (line: string) => void): readonly Candidate[] {
  say('No browser starts here. Asking Playwright for its own, about 110 MB…')
  const folder = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
  const { status } = spawnSync(
    process.execPath,
    [join(folder, 'cli.js'), 'install', '--only-shell', '--no-remove', 'chromium'],
    {
      stdio: 'ignore',
      timeout: 600_000,
      env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000', ...process.env },
    },
  )
  if (status === 0) return [{}]
  say('Playwright’s browser could not be downloaded.')
  return []
}
