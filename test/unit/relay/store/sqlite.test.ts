import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSqlite } from '../../../../relay/store/sqlite.ts'

test('a transaction that SQLite has ended itself, as on a full disk, tells why', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'restage-sqlite-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const database = await openSqlite(join(folder, 'relay.db'))
  onTestFinished(() => database.close())
  const full = database.transaction(async (transaction) => {
    await transaction.query('ROLLBACK')
    throw new Error('database or disk is full')
  })
  await expect(full).rejects.toThrow('database or disk is full')
  expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
})
