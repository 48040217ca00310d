import { execFileSync } from 'node:child_process'

/** Each project has modules of its own; what they share is the process. */
const shared: typeof globalThis & { restageIsBuilt?: true } = globalThis

/** Builds the plugin before any test, once for all projects, so that no test can pass on an old build. */
export default function setup(): void {
  if (shared.restageIsBuilt === true) return
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
  shared.restageIsBuilt = true
}
