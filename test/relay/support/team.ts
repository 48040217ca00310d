import { onTestFinished } from 'vitest'
import type { ServeOptions } from '../../hiapi/serve-options.ts'
import { spawnHiapi, type SpawnedHiapi } from '../../hiapi/spawn.ts'
import { dataUri, type MemberClient, memberOf, smallPicture, type TaskObject } from './member.ts'
import { ownerToken, relayAddress, startRelay, tempFolder } from './relay-process.ts'
import type { Environment, RelayProcess } from './spawn-relay.ts'

export const signingKey = 'a-signing-key-of-the-account'
export const quick = { queued: 5, handling: 150, archiving: 5 }

/** A HiAPI of its own for a test, which signs its calls. */
export async function hiapiFor(options: ServeOptions = {}): Promise<SpawnedHiapi> {
  const hiapi = await spawnHiapi({
    durations: quick,
    pictureScale: 0.02,
    ...options,
    webhook: { signingKey, ...options.webhook },
  })
  onTestFinished(() => hiapi.stop())
  return hiapi
}

/** A relay's environment: fast, and with an address of its own that it keeps over restarts. */
export async function environmentFor(
  hiapi: SpawnedHiapi,
  more: Environment = {},
): Promise<Environment & { readonly url: string }> {
  const { listen, url } = await relayAddress()
  return {
    HIAPI_KEY: 'sk-one',
    HIAPI_ADDRESS: hiapi.apiUrl,
    RELAY_OUTPUT_HOSTS: hiapi.picturesUrl,
    RELAY_WEBHOOK_KEY: signingKey,
    RELAY_PUBLIC_URL: url,
    RELAY_DATA: more['RELAY_DATA'] ?? (await tempFolder()),
    RELAY_LISTEN: listen,
    RELAY_SECRET: 'a secret that both relays of a test have',
    RELAY_PER_MINUTE: '100000',
    RELAY_AT_ONCE: '50',
    ...more,
    url,
  }
}

/** The environment of a second relay with the same database, objects, and secret. */
export async function besides(first: Environment): Promise<Environment & { readonly url: string }> {
  const { listen, url } = await relayAddress()
  return { ...first, RELAY_LISTEN: listen, url }
}

/** Starts the first relay of a database; with its owner as a client. */
export async function startFirst(
  environment: Environment,
): Promise<{ relay: RelayProcess; owner: MemberClient; token: string }> {
  const relay = await startRelay(environment)
  const token = await ownerToken(environment)
  return { relay, owner: memberOf(relay.address, token), token }
}

/** Orders `count` pictures, a few at once, each under a key of its own; returns the tasks' ids. */
export async function orderMany(
  client: MemberClient,
  count: number,
  { atOnce = 8, from = 0 }: { atOnce?: number; from?: number } = {},
): Promise<string[]> {
  const ids: string[] = []
  let next = 0
  const references = [dataUri(smallPicture())]
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) {
        const n = from + next++
        ids.push(
          await client.orderUntilTaken({ key: `job-${n}`, prompt: `Poster ${n}`, references }),
        )
      }
    }),
  )
  return ids
}

/**
 * Waits until none of the member's tasks is under way, and returns them all. Survives a relay that
 * is not there, and one that refuses for a minute because it was asked too often.
 */
export async function untilDone(client: MemberClient, count: number): Promise<TaskObject[]> {
  for (;;) {
    const tasks = await client.all().catch(() => [])
    const ended = tasks.filter(({ relay }) => ['success', 'fail'].includes(relay.state))
    if (ended.length >= count) return tasks
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
