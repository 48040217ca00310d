import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import type { ServeOptions } from './serve-options.ts'
import { State } from './state.ts'

const Addresses = z.object({ apiUrl: z.string(), picturesUrl: z.string(), stateUrl: z.string() })

export type SpawnedHiapi = z.infer<typeof Addresses> & {
  state(): Promise<State>
  stop(): Promise<void>
}

/** The local HiAPI in a process of its own, which ends with this one, whatever ends it. */
export async function spawnHiapi(options: ServeOptions = {}): Promise<SpawnedHiapi> {
  const script = fileURLToPath(new URL('serve.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, HIAPI_OPTIONS: JSON.stringify(options) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
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
