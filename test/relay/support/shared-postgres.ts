import { type Postgres, startPostgres } from './postgres.ts'

let server: Promise<Postgres> | null = null
let databases = 0

/**
 * The address of an empty database at the PostgreSQL that all tests of this process share, which ends with the
 * process. A test that crashes or stops a server starts one of its own.
 *
 * @throws {Error} if PostgreSQL is not installed
 */
export async function newPostgresDatabase(): Promise<string> {
  const postgres = await (server ??= started())
  databases += 1
  return postgres.database(`test_${databases}`)
}

async function started(): Promise<Postgres> {
  const postgres = await startPostgres()
  if (postgres === null) throw new Error('PostgreSQL is not installed.')
  return postgres
}
