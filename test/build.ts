import { execFileSync } from 'node:child_process'

/** Builds the plugin before any test, so that no test can pass on an old build. */
export default function setup(): void {
  execFileSync(process.execPath, ['build.mjs'], { stdio: 'inherit' })
}
