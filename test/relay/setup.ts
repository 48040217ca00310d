import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findPostgres, leftOut } from './postgres-binaries.ts'

/** Builds the relay, and says once for all files what is left out, so that no run passes for a whole one. */
export default function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  execFileSync(process.execPath, ['relay/build.mjs'], { cwd: root, stdio: 'inherit' })
  if (findPostgres() === null) console.warn(leftOut)
}
