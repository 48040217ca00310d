import type { Queries } from './database.ts'

/** Milliseconds for which an uploaded reference is kept after its last use. */
export const referenceLifetime = 48 * 3_600_000

export interface KeptReference {
  readonly sha256: string
  readonly type: string
  readonly bytes: number
}

/** Records that a member may use a reference, whose bytes are stored already. */
export async function keepReference(
  queries: Queries,
  member: string,
  { sha256, type, bytes }: KeptReference,
): Promise<number> {
  const expires = (await queries.now()) + referenceLifetime
  await queries.query(
    `INSERT INTO reference (member, sha256, type, bytes, expires) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (member, sha256) DO UPDATE SET expires = $5`,
    [member, sha256, type, bytes, expires],
  )
  return expires
}

/** The reference if the member has it and it has not expired. */
export async function referenceOf(
  queries: Queries,
  member: string,
  sha256: string,
): Promise<KeptReference | null> {
  const [row] = await queries.query(
    `SELECT type, bytes FROM reference WHERE member = $1 AND sha256 = $2 AND expires > $3`,
    [member, sha256, await queries.now()],
  )
  return row === undefined
    ? null
    : { sha256, type: String(row['type']), bytes: Number(row['bytes']) }
}

export interface KeptObject {
  readonly key: string
  readonly type: string
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly expires: number
}

/** Records an object of the store, so that it can be swept. */
export async function keepObject(
  queries: Queries,
  { key, type, bytes, expires }: KeptObject,
): Promise<void> {
  await queries.query(
    `INSERT INTO object (key, type, bytes, expires) VALUES ($1, $2, $3, $4)
      ON CONFLICT (key) DO UPDATE SET type = $2, bytes = $3, expires = CASE WHEN object.expires > $4 THEN object.expires ELSE $4 END`,
    [key, type, bytes, expires],
  )
}

export async function objectOf(queries: Queries, key: string): Promise<KeptObject | null> {
  const [row] = await queries.query(`SELECT type, bytes, expires FROM object WHERE key = $1`, [key])
  if (row === undefined) return null
  return {
    key,
    type: String(row['type']),
    bytes: Number(row['bytes']),
    expires: Number(row['expires']),
  }
}
