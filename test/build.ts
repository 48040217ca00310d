import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Each project has modules of its own; what they share is the process. */
const shared: typeof globalThis & { restageBuilt?: Set<string> } = globalThis

/**
 * Runs the scripts that build before any test, once for all projects, so that no test can pass on an old build.
 * `RESTAGE_IS_BUILT=1` is for who has built a moment ago.
 *
 * @param scripts from the root
 */
export function build(...scripts: readonly string[]): void {
  if (process.env['RESTAGE_IS_BUILT'] === '1') return
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const built = (shared.restageBuilt ??= new Set())
  for (const script of scripts) {
    if (built.has(script)) continue
    execFileSync(process.execPath, [script], { cwd, stdio: 'inherit' })
    built.add(script)
  }
}

export default function setup(): void {
  build('build.mjs', 'relay/build.mjs')
}
