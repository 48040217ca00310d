import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'

const file = fileURLToPath(new URL('../../dist/relay.mjs', import.meta.url))

export type Environment = Readonly<Record<string, string>>

/** A relay as it is run: the built file in a process of its own. */
export type RelayProcess = {
  address: string
  environment: Environment
  /** What it wrote so far, to both outputs. */
  said: () => string
  /** The resident memory of the process, in bytes. */
  memory(): Promise<number>
  /** Ends it without a warning. */
  kill(): Promise<void>
  /** Asks it to close; resolves with its exit code. */
  stop(): Promise<number | null>
}

/** Takes what is to be done when a test, or a file of tests, is over. */
export type WhenOver = (end: () => void | Promise<void>) => void

/** A folder that is gone with the test. */
export async function tempFolder(whenOver: WhenOver = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'restage-relay-'))
  whenOver(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** An address of its own for a relay that is killed and started again. */
export async function relayAddress(): Promise<{ listen: string; url: string }> {
  const port = await freePort()
  return { listen: `127.0.0.1:${port}`, url: `http://localhost:${port}` }
}

/** Starts a relay, and waits until it answers. It ends with the test. */
export async function startRelay(
  environment: Environment,
  whenOver: WhenOver = onTestFinished,
): Promise<RelayProcess> {
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  whenOver(() => void child.kill('SIGKILL'))
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
    memory: () => residentBytes(child),
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

/** Runs one command of the relay's command line; returns what it says. */
export async function runCommand(
  environment: Environment,
  ...words: readonly string[]
): Promise<string> {
  const child = spawn(process.execPath, [file, ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (bytes: Buffer) => chunks.push(bytes))
  child.stderr.on('data', (bytes: Buffer) => chunks.push(bytes))
  await once(child, 'close')
  return Buffer.concat(chunks).toString().trim()
}

/** The token of the owner, which the first start writes into a file. */
export async function ownerToken({ RELAY_DATA = '' }: Environment): Promise<string> {
  return (await readFile(join(RELAY_DATA, 'owner-token'), 'utf8')).trim()
}

/** Adds a member; returns the token. */
export async function addMember(
  environment: Environment,
  id: string,
  ...options: readonly string[]
): Promise<string> {
  const said = await runCommand(environment, 'members', 'add', id, ...options)
  const token = said.split(' ').at(-1) ?? ''
  if (!token.startsWith('rst_')) throw new Error(said)
  return token
}

async function residentBytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid ?? ''}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024
}
