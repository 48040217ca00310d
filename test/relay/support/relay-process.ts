import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'
import { type Environment, relayFile, type RelayProcess, spawnRelay } from './spawn-relay.ts'

/** A folder that is gone with the test. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'restage-relay-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** An address of its own for a relay that is killed and started again. */
export async function relayAddress(): Promise<{ listen: string; url: string }> {
  const port = await freePort()
  return { listen: `127.0.0.1:${port}`, url: `http://localhost:${port}` }
}

/** Starts a relay, and waits until it answers. It ends with the test. */
export async function startRelay(environment: Environment): Promise<RelayProcess> {
  const relay = await spawnRelay(environment)
  onTestFinished(() => relay.kill())
  return relay
}

/** Runs one command of the relay's command line; returns what it says. */
export async function runCommand(
  environment: Environment,
  ...words: readonly string[]
): Promise<string> {
  const child = spawn(process.execPath, [relayFile, ...words], {
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
