import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Database } from '../../../relay/store/database.ts'
import { migrate } from '../../../relay/store/migrations.ts'
import { openSqlite } from '../../../relay/store/sqlite.ts'

/** A relay's database without a row, in a folder of its own; both are gone when the test is over. */
export async function emptyDatabase(): Promise<{ database: Database; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'restage-relay-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const database = await openSqlite(join(folder, 'relay.db'))
  onTestFinished(() => database.close())
  await migrate(database)
  return { database, folder }
}
