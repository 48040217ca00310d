import { once } from 'node:events'
import { connect as connectTo, createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bindLocal } from '../../hiapi/bind.ts'
import { connect } from '../../../relay/store/postgres-client.ts'
import { openPostgres } from '../../../relay/store/postgres.ts'
import { findPostgres } from '../support/postgres-binaries.ts'
import { startPostgres } from '../support/postgres.ts'

async function newDatabase(): Promise<string> {
  const postgres = await startPostgres()
  if (postgres === null) throw new Error('It is installed.')
  onTestFinished(() => postgres.stop())
  return postgres.database('behind')
}

/** Something between a relay and its database; `pass` decides about each caller by its first message. */
async function between(url: string, pass: (first: Buffer, caller: Socket) => boolean) {
  const sockets: Socket[] = []
  const server = createServer((caller) => {
    void once(caller, 'data').then(([first]) => {
      if (!pass(first as Buffer, caller)) return
      const database = connectTo(Number(new URL(url).port), '127.0.0.1')
      sockets.push(caller, database)
      database.write(first as Buffer)
      caller.pipe(database).pipe(caller)
      for (const each of [caller, database]) each.on('error', () => each.destroy())
    })
  })
  const address = new URL(url)
  address.port = String(await bindLocal(server, 0))
  onTestFinished(() => {
    for (const each of sockets) each.destroy()
    server.close()
  })
  return {
    url: address.href,
    /** From now on nothing is passed on, and nobody is told, as where a machine is gone. */
    freeze() {
      for (const each of sockets) each.unpipe().pause()
    },
  }
}

/** The names in a startup message, whose values follow each of them. */
const namesIn = (first: Buffer) =>
  first
    .toString('latin1', 8)
    .split('\0')
    .filter((name, index) => index % 2 === 0 && name !== '')

/** As pgbouncer does, unless it is set up otherwise. */
const tracked = ['user', 'database', 'application_name', 'client_encoding', 'datestyle', 'timezone']
function passAsPooler(first: Buffer, caller: Socket): boolean {
  const unknown = namesIn(first).find((name) => !tracked.includes(name))
  if (unknown === undefined) return true
  const text = `SFATAL\0C08P01\0Munsupported startup parameter: ${unknown}\0\0`
  const head = Buffer.from('E\0\0\0\0')
  head.writeInt32BE(text.length + 4, 1)
  caller.end(Buffer.concat([head, Buffer.from(text)]))
  return false
}

describe.skipIf(findPostgres() === null)('on PostgreSQL', () => {
  test('a pooler that knows few settings of sessions is enough', async () => {
    const { url } = await between(await newDatabase(), passAsPooler)
    const database = await openPostgres(url)
    onTestFinished(() => database.close())
    const limit = await database.transaction((transaction) =>
      transaction.query(`SELECT current_setting('statement_timeout') AS most`),
    )
    // What waits for a lock ends all the same.
    expect(limit).toEqual([{ most: '30s' }])
  })

  test('a server that is gone without a word is not waited for', async () => {
    const way = await between(await newDatabase(), () => true)
    const client = await connect(way.url, { longestAnswer: 500 })
    expect(await client.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
    way.freeze()
    const answer = client.query('SELECT 2')
    const waits = new Promise((resolve) => setTimeout(resolve, 5_000, 'waits'))
    const failed = answer.catch((error: unknown) => String(error))
    expect(await Promise.race([failed, waits])).toMatch(/did not answer in time/)
    expect(client.isOpen()).toBe(false)
    await client.closed
  })
})
