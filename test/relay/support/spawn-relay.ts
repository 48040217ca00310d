import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The relay as one file, as it is built. */
export const relayFile = fileURLToPath(new URL('../../../dist/relay.mjs', import.meta.url))

export type Environment = Readonly<Record<string, string>>

/** A relay as it is run: the built file in a process of its own. */
export type RelayProcess = {
  address: string
  environment: Environment
  /** What it wrote so far, to both outputs. */
  said: () => string
  /** The resident memory of the process, in bytes; and the most that it ever had. */
  memory(): Promise<number>
  mostMemory(): Promise<number>
  /** Ends it without a warning. */
  kill(): Promise<void>
  /** Asks it to close; resolves with its exit code. */
  stop(): Promise<number | null>
}

/** Starts a relay, and waits until it answers. */
export async function spawnRelay(environment: Environment): Promise<RelayProcess> {
  const child = spawn(process.execPath, [relayFile], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const keep = (line: string) => void lines.push(line)
  const over = once(child, 'exit')
  createInterface({ input: child.stderr }).on('line', keep)
  const output = createInterface({ input: child.stdout }).on('line', keep)
  const address = await Promise.race([
    new Promise<string>((resolve) =>
      output.on('line', (line) => {
        const [, url] = /^Relay: (\S+)$/.exec(line) ?? []
        if (url !== undefined) resolve(url)
      }),
    ),
    over.then(() => {
      throw new Error(`The relay did not start: ${lines.join('\n')}`)
    }),
  ])
  return {
    address,
    environment,
    said: () => lines.join('\n'),
    memory: () => residentBytes(child, 'VmRSS'),
    mostMemory: () => residentBytes(child, 'VmHWM'),
    async kill() {
      child.kill('SIGKILL')
      await over
    },
    async stop() {
      child.kill('SIGTERM')
      const [code] = (await over) as [number | null]
      return code
    },
  }
}

async function residentBytes({ pid }: ChildProcess, name: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid ?? ''}/status`, 'utf8')
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024
}
