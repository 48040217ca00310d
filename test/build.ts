import { execFileSync } from 'node:child_process'

/** Each project has modules of its own; what they share is the process. */
const shared: typeof globalThis & { restageIsBuilt?: true } = globalThis

/**
 * Builds plugin and relay before any test, once for all projects, so that no test can pass on an old build.
 * `RESTAGE_IS_BUILT=1` is for who has built them a moment ago.
 */
export default function setup(): void {
  if (shared.restageIsBuilt === true || process.env['RESTAGE_IS_BUILT'] === '1') return
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
  execFileSync(process.execPath, ['relay/build.mjs'], { stdio: 'inherit' })
  shared.restageIsBuilt = true
}
