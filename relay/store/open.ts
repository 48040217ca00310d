import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Database } from './database.ts'
import { migrate } from './migrations.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/** Where tables are: `file:…` or `postgres://…`. */
export interface DatabaseAddress {
  readonly address: string
  /** Where to listen for news, if not at the address itself. */
  readonly listenAddress: string | null
}

/** Opens a database and brings its tables up to date. */
export async function openDatabase(where: DatabaseAddress): Promise<Database> {
  const database = await connect(where)
  await migrate(database)
  return database
}

async function connect({ address, listenAddress }: DatabaseAddress): Promise<Database> {
  if (!address.startsWith('file:')) {
    return openPostgres(address, listenAddress === null ? {} : { listenUrl: listenAddress })
  }
  const file = address.slice('file:'.length)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  return openSqlite(file)
}
