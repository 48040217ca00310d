import { describe, expect, onTestFinished, test } from 'vitest'
import type { Queries } from '../../../relay/store/database.ts'
import { openDatabase } from '../../../relay/store/open.ts'
import { findPostgres } from '../support/postgres-binaries.ts'
import { startPostgres } from '../support/postgres.ts'

const claim = (queries: Queries) =>
  queries.query(`UPDATE lock SET n = n + 1 WHERE name = 'dispatch'`)

describe.skipIf(findPostgres() === null)('two relays on PostgreSQL', () => {
  test('one that is gone without a word in the middle of a claim does not hold up the other', async () => {
    const server = await startPostgres()
    if (server === null) throw new Error('It is installed.')
    onTestFinished(() => server.stop())
    const where = { address: await server.database('team'), listenAddress: null }
    const frozen = await openDatabase(where)
    onTestFinished(() => frozen.close())
    const other = await openDatabase(where)
    onTestFinished(() => other.close())
    let locked = () => {}
    const isLocked = new Promise<void>((resolve) => (locked = resolve))
    void frozen.transaction(async (transaction) => {
      await claim(transaction)
      locked()
      // As a machine that has lost its network, or that was suspended.
      await new Promise(() => undefined)
    })
    await isLocked
    expect(await other.transaction(claim)).toEqual([])
  })
})
