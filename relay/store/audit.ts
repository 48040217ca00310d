import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { Queries } from './database.ts'
import { decodeRows } from './rows.ts'

/** What the audit records for the owner. */
export type AuditAction =
  | 'member added'
  | 'token rotated'
  | 'member revoked'
  | 'budget changed'
  | 'order accepted'
  | 'order refused'
  | 'order sent'
  | 'task ended'
  | 'task stopped'
  | 'callback refused'
  | 'reference fetched'
  | 'reach changed'
  | 'key refused'

export interface AuditEntry {
  readonly member: string | null
  /** Who did it: a member's id, `hiapi`, `relay` or `command line`. */
  readonly actor: string
  readonly action: AuditAction
  readonly task?: string
  readonly detail?: string
}

const Columns = z.object({
  at: z.number(),
  member: z.nullable(z.string()),
  actor: z.string(),
  action: z.string(),
  task: z.nullable(z.string()),
  detail: z.string(),
})
export type WrittenEntry = z.output<typeof Columns>

export async function audit(queries: Queries, entry: AuditEntry): Promise<void> {
  const { member, actor, action, task = null, detail = '' } = entry
  // Recorded once, however often HiAPI fetches the reference.
  const isOnce = action === 'reference fetched'
  const id = isOnce ? `fetched-${task}-${detail}` : randomBytes(16).toString('hex')
  const at = await queries.now()
  await queries.query(
    `INSERT INTO audit (id, at, member, actor, action, task, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (id) DO NOTHING`,
    [id, at, member, actor, action, task, detail],
  )
}

/** The newest entries first. */
export async function readAudit(
  queries: Queries,
  member: string | null,
  most: number,
): Promise<WrittenEntry[]> {
  const rows = await queries.query(
    `SELECT at, member, actor, action, task, detail FROM audit
      WHERE (CAST($1 AS TEXT) IS NULL OR member = $1) ORDER BY at DESC, id LIMIT $2`,
    [member, most],
  )
  return decodeRows(Columns, rows)
}
