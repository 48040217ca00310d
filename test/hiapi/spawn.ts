import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import * as z from 'zod/mini'
import type { ServeOptions } from './serve-options.ts'
import { State } from './state.ts'

const Addresses = z.object({ apiUrl: z.string(), picturesUrl: z.string(), stateUrl: z.string() })

export type SpawnedHiapi = z.infer<typeof Addresses> & {
  state(): Promise<State>
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../..', import.meta.url))

let bundled: Promise<string> | null = null

/** In one piece, made once: a process that translates each module itself takes three times as long to start. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('serve.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  return outputFiles.map(({ text }) => text).join('')
}

/** The local HiAPI in a process of its own, which ends with this one, whatever ends it. */
export async function spawnHiapi(options: ServeOptions = {}): Promise<SpawnedHiapi> {
  const script = await (bundled ??= bundle())
  const child = spawn(process.execPath, ['--input-type=module'], {
    // Its packages are looked for from here.
    cwd: root,
    env: { ...process.env, HIAPI_OPTIONS: JSON.stringify(options) },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  })
  // One that ends before it has read all of it says why on its error output.
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(script)
  let said = ''
  child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
  const over = once(child, 'exit').then(() => undefined)
  const line = await Promise.race([firstLine(child.stdout), over])
  if (line === undefined) throw new Error(`The local HiAPI did not start: ${said}`)
  const addresses = Addresses.parse(JSON.parse(line))
  return {
    ...addresses,
    async state() {
      const response = await fetch(`${addresses.stateUrl}/__state`)
      return State.parse(await response.json())
    },
    async stop() {
      child.kill('SIGTERM')
      await over
    },
  }
}

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string | undefined> {
  if (stream === null) return undefined
  const lines = createInterface({ input: stream })
  return new Promise((resolve) => lines.once('line', resolve))
}
