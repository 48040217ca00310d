import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Database, DatabaseError } from '../../../../relay/store/database.ts'
import { addMember, memberByToken } from '../../../../relay/store/members.ts'
import { migrate } from '../../../../relay/store/migrations.ts'
import { openSqlite } from '../../../../relay/store/sqlite.ts'

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'restage-migrations-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return join(folder, 'relay.db')
}

async function opened(file: string): Promise<Database> {
  const database = await openSqlite(file)
  onTestFinished(() => database.close())
  return database
}

const schemaOf = (database: Database) =>
  database.query('SELECT name, sql FROM sqlite_master ORDER BY name')

test('doing it twice changes nothing, and keeps what is there', async () => {
  const database = await opened(await newFile())
  await migrate(database)
  const schema = await schemaOf(database)
  const token = await addMember(database, { id: 'ann', name: 'Ann', role: 'member', budget: 5 })
  await migrate(database)
  expect(await schemaOf(database)).toEqual(schema)
  expect(await memberByToken(database, token ?? '')).toMatchObject({ id: 'ann', budget: 5 })
  const [version] = await database.query(`SELECT value FROM meta WHERE key = 'version'`)
  expect(Number(version?.['value'])).toBeGreaterThan(0)
})

test('two relays that begin at once have the same tables', async () => {
  const file = await newFile()
  const databases = [await opened(file), await opened(file)]
  for (const database of databases) await migrate(database)
  const [one, other] = await Promise.all(databases.map(schemaOf))
  expect(one).toEqual(other)
})

test('relays that make the first tables at once collide at each of them, and go on', async () => {
  const database = await opened(await newFile())
  const collided = new Set<string>()
  const query: Database['query'] = (sql, values) => {
    // As PostgreSQL answers whoever comes second to a table that another is just making.
    const isFirst = sql.includes('CREATE TABLE IF NOT EXISTS') && !collided.has(sql)
    if (!isFirst) return database.query(sql, values)
    collided.add(sql)
    return Promise.reject(new DatabaseError('duplicate key value'))
  }
  await migrate({ ...database, query })
  expect(collided.size).toBe(2)
  expect(await database.query(`SELECT value FROM meta WHERE key = 'version'`)).toHaveLength(1)
})

test('a relay of an older version does not forget the steps of a newer one', async () => {
  const database = await opened(await newFile())
  await migrate(database)
  await database.query(`UPDATE meta SET value = '99' WHERE key = 'version'`)
  // Otherwise the newer one would take its steps again, which fails, and would not start any more.
  await migrate(database)
  expect(await database.query(`SELECT value FROM meta WHERE key = 'version'`)).toEqual([
    { value: '99' },
  ])
})
