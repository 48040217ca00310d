import type { Queries } from './database.ts'

/** What the relays of one database have in common, besides the tables. */
export type MetaKey =
  | 'secret_check'
  | 'objects_id'
  | 'moved_to'
  /** Written before a move, to find out whether both addresses lead to one database. */
  | 'moving'
  | 'reach'
  /** The name of the model that HiAPI last accepted in place of the ordered one. */
  | 'model'

export async function readMeta(queries: Queries, key: MetaKey): Promise<string | null> {
  const [row] = await queries.query(`SELECT value FROM meta WHERE key = $1`, [key])
  return row === undefined ? null : String(row['value'])
}

export async function writeMeta(queries: Queries, key: MetaKey, value: string): Promise<void> {
  await queries.query(
    `INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2`,
    [key, value],
  )
}

/** Writes a value unless there is one; returns the stored value. */
export async function agreeOn(queries: Queries, key: MetaKey, value: string): Promise<string> {
  await queries.query(
    `INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING`,
    [key, value],
  )
  return (await readMeta(queries, key)) ?? value
}
