import { describe, expect, onTestFinished, test } from 'vitest'
import { applyEvent } from '../../../relay/queue/apply.ts'
import type { Database } from '../../../relay/store/database.ts'
import { openDatabase } from '../../../relay/store/open.ts'
import { spendOf } from '../../../relay/store/spend.ts'
import { taskById } from '../../../relay/store/tasks.ts'
import { findPostgres } from '../support/postgres-binaries.ts'
import { newPostgresDatabase } from '../support/shared-postgres.ts'
import { addWaitingOrder, claimNext } from '../support/waiting-order.ts'

async function databaseWithTask() {
  const address = await newPostgresDatabase()
  const database = await openDatabase({ address, listenAddress: null })
  onTestFinished(() => database.close())
  await addWaitingOrder(database)
  return database
}

/** The same database, where something happens in the middle of a transaction, after the given statement. */
function interrupted(database: Database, after: string, happen: () => Promise<unknown>): Database {
  return {
    ...database,
    transaction: (act) =>
      database.transaction((transaction) =>
        act({
          ...transaction,
          async query(sql, values) {
            const rows = await transaction.query(sql, values)
            if (sql.includes(after)) await happen()
            return rows
          },
        }),
      ),
  }
}

describe.skipIf(findPostgres() === null)('on PostgreSQL', () => {
  test('an order that is stopped at the moment a relay takes it is not sent', async () => {
    const database = await databaseWithTask()
    const stop = async () => {
      const task = await taskById(database, 'task')
      if (task === null) throw new Error('It is there.')
      const event = { kind: 'stopped' } as const
      const parts = { database, settings: { promptDays: 1 } }
      const change = await applyEvent(parts, task, event, { actor: 'ann' })
      expect(change?.state).toBe('fail')
    }
    const found = await claimNext(interrupted(database, 'ORDER BY created, id LIMIT 1', stop))
    expect(found.kind).toBe('rest')
    expect(await taskById(database, 'task')).toMatchObject({ state: 'fail', leaseBy: null })
    expect(await spendOf(database, 'ann', '2026-11')).toMatchObject({ reserved: 0, spent: 0 })
    expect(await database.query('SELECT id FROM sent')).toEqual([])
  })
})
