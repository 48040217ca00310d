import { bytesOf, identityKey, type ObjectStore } from '../objects/object-store.ts'
import type { Database, SqlValue } from './database.ts'
import { writeMeta } from './meta.ts'

/** Every table, and the columns that identify a row. */
const tables = {
  // First: a database that has gone on by itself has entries of its own, and nothing else of it is changed.
  audit: ['id'],
  member: ['id'],
  spend: ['member', 'month'],
  task: ['id'],
  reference: ['member', 'sha256'],
  object: ['key'],
  pace: ['id'],
  meta: ['key'],
} as const

const pageSize = 200

export interface Place {
  readonly database: Database
  readonly objects: ObjectStore
}

/**
 * Copies everything into another database and store, and compares the counts. The old relay refuses to start
 * afterwards. Copying twice does no harm.
 *
 * @returns how many rows each table has, how many objects were copied, and how many were missing already
 * @throws if the counts of rows differ
 */
export async function copyAll(from: Place, to: Place): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const [table, keys] of Object.entries(tables)) {
    counts[table] = await copyTable(from.database, to.database, table, keys)
  }
  Object.assign(counts, await copyObjects(from, to))
  // Where it may have been moved from before.
  await to.database.query(`DELETE FROM meta WHERE key = 'moved_to'`)
  await writeMeta(from.database, 'moved_to', to.database.engine)
  return counts
}

async function copyTable(
  from: Database,
  to: Database,
  table: string,
  keys: readonly string[],
): Promise<number> {
  const isMeta = table === 'meta'
  for (let offset = 0; ; offset += pageSize) {
    const rows = await from.query(
      `SELECT * FROM ${table} ORDER BY ${keys.join(', ')} LIMIT ${pageSize} OFFSET ${offset}`,
    )
    for (const row of rows) {
      if (isMeta && ['version', 'moved_to'].includes(String(row['key']))) continue
      const columns = Object.keys(row)
      const values = columns.map((_, index) => `$${index + 1}`).join(', ')
      const update = columns.map((column, index) => `${column} = $${index + 1}`).join(', ')
      await to.query(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values})
          ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${update}`,
        columns.map((column) => row[column] as SqlValue),
      )
    }
    if (rows.length < pageSize) break
  }
  const [there, here] = await Promise.all([countOf(from, table), countOf(to, table)])
  if (!isMeta && there !== here) throw new Error(`${table}: ${there} rows became ${here}.`)
  return here
}

async function copyObjects({ database, objects }: Place, to: Place) {
  const copied = async (key: string, type: string) => {
    const stream = await objects.get(key)
    if (stream !== null) await to.objects.put(key, await bytesOf(stream), type)
    return stream !== null
  }
  await copied(identityKey, 'text/plain')
  const rows = await database.query(`SELECT key, type FROM object ORDER BY key`)
  const counts = { objects: 0, missing: 0 }
  for (const { key, type } of rows) {
    counts[(await copied(String(key), String(type))) ? 'objects' : 'missing']++
  }
  return counts
}

async function countOf(database: Database, table: string): Promise<number> {
  const [row] = await database.query(`SELECT COUNT(*) AS n FROM ${table}`)
  return Number(row?.['n'] ?? 0)
}
