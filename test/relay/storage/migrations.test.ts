import { describe, expect, test } from 'vitest'
import type { Database } from '../../../relay/store/database.ts'
import { addMember, memberByToken } from '../../../relay/store/members.ts'
import { migrate } from '../../../relay/store/migrations.ts'
import { openPostgres } from '../../../relay/store/postgres.ts'
import { openSqlite } from '../../../relay/store/sqlite.ts'
import { newPostgresDatabase } from '../support/shared-postgres.ts'
import { tempFolder } from '../support/relay-process.ts'
import { engines } from '../support/stage.ts'

describe.each(engines)('the tables, %s', (engine) => {
  async function opener(): Promise<() => Promise<Database>> {
    if (engine === 'sqlite') {
      const folder = await tempFolder()
      return () => openSqlite(`${folder}/relay.db`)
    }
    const url = await newPostgresDatabase()
    return () => openPostgres(url)
  }

  test('are made by relays that begin together, and those of an older one are kept and added to', async () => {
    const open = await opener()
    const [one, other] = [await open(), await open()]
    /** Two connections to one file in one process would wait for each other. */
    const both = async () => {
      if (engine === 'postgres') await Promise.all([migrate(one), migrate(other)])
      else for (const each of [one, other]) await migrate(each)
    }
    await both()
    const token = await addMember(one, { id: 'ann', name: 'Ann', role: 'member', budget: 5 })
    const columns = async () => {
      const sql =
        engine === 'sqlite'
          ? `SELECT name FROM pragma_table_info('task') ORDER BY name`
          : `SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'task' ORDER BY 1`
      return (await one.query(sql)).map(({ name }) => name)
    }
    const indexes = async () => {
      const sql =
        engine === 'sqlite'
          ? `SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name`
          : `SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`
      return (await one.query(sql)).map(({ name }) => name)
    }
    const [newest, newestIndexes] = [await columns(), await indexes()]
    expect(newest).toContain('called')
    // As the first version made them.
    await one.query('ALTER TABLE task DROP COLUMN called')
    for (const name of ['task_state', 'task_completed', 'task_first_sent']) {
      await one.query(`DROP INDEX ${name}`)
    }
    await one.query(`UPDATE meta SET value = '1' WHERE key = 'version'`)
    await both()
    await migrate(one)
    expect(await columns()).toEqual(newest)
    expect(await indexes()).toEqual(newestIndexes)
    expect(await memberByToken(other, token ?? '')).toMatchObject({ id: 'ann', budget: 5 })
    await one.close()
    await other.close()
  })
})
