import { createHash, randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { Database, Queries, SqlRow } from './database.ts'
import { decodeRows } from './rows.ts'

/** A person, or a team's machine, with a token of its own. */
export interface Member {
  /** A short name that the owner chooses: it must survive the loss of the database. */
  readonly id: string
  readonly name: string
  readonly role: 'owner' | 'member'
  /** Micro-dollars a month; null for none. */
  readonly budget: number | null
  /** Grows with each change of one of the member's tasks. */
  readonly seq: number
  readonly created: number
  /** When the token stopped working; null while it works. */
  readonly revoked: number | null
}

const Columns = z.object({
  id: z.string(),
  name: z.string(),
  role: z.literal(['owner', 'member']),
  budget: z.nullable(z.number()),
  seq: z.number(),
  created: z.number(),
  revoked: z.nullable(z.number()),
})
const columns = Object.keys(Columns.shape).join(', ')
const read = (rows: readonly SqlRow[]): Member[] => decodeRows(Columns, rows)

/** Milliseconds for which a token still works after it was replaced. */
const oldTokenLifetime = 24 * 3_600_000

/** Only the hash of a token is kept, so that a stolen database opens nothing. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function newToken(id: string): string {
  return `rst_${id}_${randomBytes(32).toString('base64url')}`
}

/** The member whose token this is; null for an unknown or revoked one. */
export async function memberByToken(queries: Queries, token: string): Promise<Member | null> {
  const rows = await queries.query(
    `SELECT ${columns} FROM member
      WHERE revoked IS NULL AND (token_hash = $1 OR (old_token_hash = $1 AND old_until > $2))`,
    [hashOf(token), await queries.now()],
  )
  return read(rows)[0] ?? null
}

export async function listMembers(queries: Queries): Promise<Member[]> {
  return read(await queries.query(`SELECT ${columns} FROM member ORDER BY created, id`))
}

export async function memberById(queries: Queries, id: string): Promise<Member | null> {
  return read(await queries.query(`SELECT ${columns} FROM member WHERE id = $1`, [id]))[0] ?? null
}

interface NewMember {
  readonly id: string
  readonly name: string
  readonly role: Member['role']
  readonly budget: number | null
}

/**
 * Adds a member.
 *
 * @returns the token, which is not kept; null if the id is taken
 */
export async function addMember(
  database: Database,
  { id, name, role, budget }: NewMember,
): Promise<string | null> {
  const token = newToken(id)
  const rows = await database.query(
    `INSERT INTO member (id, name, role, token_hash, old_token_hash, old_until, budget, seq, created, revoked)
      VALUES ($1, $2, $3, $4, NULL, 0, $5, 0, $6, NULL) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [id, name, role, hashOf(token), budget, await database.now()],
  )
  return rows.length === 0 ? null : token
}

/**
 * Replaces a member's token; the old one works for a day more. A revoked member gets access again.
 *
 * @returns the new token; null for an unknown member
 */
export async function rotateToken(database: Database, id: string): Promise<string | null> {
  const token = newToken(id)
  const rows = await database.query(
    `UPDATE member SET old_token_hash = CASE WHEN revoked IS NULL THEN token_hash ELSE NULL END,
      old_until = $3, token_hash = $2, revoked = NULL WHERE id = $1 RETURNING id`,
    [id, hashOf(token), (await database.now()) + oldTokenLifetime],
  )
  return rows.length === 0 ? null : token
}

/** Ends a member's access at once, if it has not ended before; the announced change closes open streams. */
export async function revokeMember(database: Database, id: string): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const rows = await transaction.query(
      `UPDATE member SET revoked = COALESCE(revoked, $2) WHERE id = $1 RETURNING id`,
      [id, await transaction.now()],
    )
    await transaction.announce(id)
    return rows.length > 0
  })
}

/** @param budget micro-dollars a month; null for none */
export async function setBudget(
  database: Database,
  id: string,
  budget: number | null,
): Promise<boolean> {
  const rows = await database.query(`UPDATE member SET budget = $2 WHERE id = $1 RETURNING id`, [
    id,
    budget,
  ])
  return rows.length > 0
}

/** The next number of a member's changes. Locks the member, so it is the first statement of each change. */
export async function nextSeq(queries: Queries, member: string): Promise<number> {
  const [row] = await queries.query(`UPDATE member SET seq = seq + 1 WHERE id = $1 RETURNING seq`, [
    member,
  ])
  return Number(row?.['seq'] ?? 0)
}
