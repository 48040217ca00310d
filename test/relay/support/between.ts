import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HiapiServer } from '../../hiapi/server.ts'
import { type PlaygroundRelay, environmentBefore } from '../../playground/relay.ts'
import { freePort } from './free-port.ts'
import { memberOf } from './member.ts'
import { ownerToken } from './relay-process.ts'
import { type Environment, spawnRelay } from './spawn-relay.ts'

/** `ENDURE_RELAY=1` puts a relay between the window and the local HiAPI wherever a test opens the plugin. */
export const isThroughRelay = process.env['ENDURE_RELAY'] === '1'

/** What of a run goes to HiAPI itself, and what to a relay before it. */
export type Way = 'plain' | 'relay'

/**
 * The built relay in a process of its own, on SQLite, which the local HiAPI reaches: references by address,
 * ends by callback. What it stores is gone when it closes.
 */
export async function spawnRelayBetween(
  hiapi: Pick<HiapiServer, 'apiUrl' | 'picturesUrl'>,
  more: Environment = {},
): Promise<PlaygroundRelay> {
  const data = await mkdtemp(join(tmpdir(), 'restage-between-'))
  const port = await freePort()
  const environment = {
    ...environmentBefore(hiapi, data, port),
    // A test is not to wait for the limits of HiAPI's small accounts.
    RELAY_PER_MINUTE: '100000',
    RELAY_AT_ONCE: '40',
    ...more,
  }
  const relay = await spawnRelay(environment)
  return {
    address: relay.address,
    token: await ownerToken(environment),
    async close() {
      await relay.kill()
      await rm(data, { recursive: true, force: true })
    },
  }
}

/** HiAPI's names of a relay's tasks, by the relay's; those that were sent. */
export async function hiapiTasksOf({
  address,
  token,
}: Pick<PlaygroundRelay, 'address' | 'token'>): Promise<ReadonlyMap<string, string>> {
  const tasks = await memberOf(address, token).all()
  return new Map(
    tasks.flatMap(({ taskId, relay }) =>
      relay.hiapiTaskId === null ? [] : [[taskId, relay.hiapiTaskId] as const],
    ),
  )
}
