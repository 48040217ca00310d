import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bindLocal } from '../../hiapi/bind.ts'
import { findPostgres } from '../support/postgres-binaries.ts'
import { newPostgresDatabase } from '../support/shared-postgres.ts'
import { startRelay } from '../support/relay-process.ts'
import { besides, environmentFor, hiapiFor } from '../support/team.ts'

/** A bucket that takes so many milliseconds to write. */
async function slowBucket(ms: number): Promise<string> {
  const objects = new Map<string, Buffer>()
  const server = createServer((request, response) => {
    const key = request.url ?? ''
    const known = objects.get(key)
    void request.toArray().then((chunks) => {
      if (request.method !== 'PUT') {
        response.writeHead(known === undefined ? 404 : 200).end(known)
        return
      }
      setTimeout(() => {
        objects.set(key, Buffer.concat(chunks as Buffer[]))
        response.end()
      }, ms)
    })
  })
  const port = await bindLocal(server, 0)
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `s3://bucket/restage?region=eu&endpoint=http://127.0.0.1:${port}`
}

describe.skipIf(findPostgres() === null)('on PostgreSQL', () => {
  test('two relays that begin at once with a new bucket both begin', async () => {
    const environment = await environmentFor(await hiapiFor(), {
      RELAY_DATABASE: await newPostgresDatabase(),
      RELAY_OBJECTS: await slowBucket(1_000),
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
    })
    const first = startRelay(environment)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const relays = await Promise.all([first, startRelay(await besides(environment))])
    for (const { address } of relays) {
      expect((await fetch(`${address}/readyz`)).status).toBe(200)
    }
  })
})
