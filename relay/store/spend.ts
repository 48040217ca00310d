import * as z from 'zod/mini'
import type { Queries } from './database.ts'
import { decodeRows } from './rows.ts'
import type { TaskRow } from './task-row.ts'

/** The member of the row for all members together. */
export const team = '*'

/** One month of a member, or of the team: micro-dollars. */
export interface Spend {
  readonly member: string
  readonly month: string
  /** For unfinished pictures. */
  readonly reserved: number
  readonly spent: number
  /** How many tasks are paid for, or may be. */
  readonly tasks: number
}

const Columns = z.object({
  member: z.string(),
  month: z.string(),
  reserved: z.number(),
  spent: z.number(),
  tasks: z.number(),
})

export async function spendOf(queries: Queries, member: string, month: string): Promise<Spend> {
  const rows = await queries.query(
    `SELECT member, month, reserved, spent, tasks FROM spend WHERE member = $1 AND month = $2`,
    [member, month],
  )
  return decodeRows(Columns, rows)[0] ?? { member, month, reserved: 0, spent: 0, tasks: 0 }
}

export async function spendIn(queries: Queries, month: string): Promise<Spend[]> {
  const rows = await queries.query(
    `SELECT member, month, reserved, spent, tasks FROM spend WHERE month = $1 ORDER BY member`,
    [month],
  )
  return decodeRows(Columns, rows)
}

/**
 * Reserves a price if the budget allows it. The condition and the change are one statement on one row: orders
 * that arrive at once, at any relay, can't exceed the budget together.
 *
 * @param budget micro-dollars; null for none
 * @returns whether the price is reserved
 */
export async function reserve(
  queries: Queries,
  member: string,
  month: string,
  price: number,
  budget: number | null,
): Promise<boolean> {
  await queries.query(
    `INSERT INTO spend (member, month, reserved, spent, tasks) VALUES ($1, $2, 0, 0, 0)
      ON CONFLICT (member, month) DO NOTHING`,
    [member, month],
  )
  const rows = await queries.query(
    `UPDATE spend SET reserved = reserved + $3, tasks = tasks + 1
      WHERE member = $1 AND month = $2
        AND (CAST($4 AS BIGINT) IS NULL OR reserved + spent + $3 <= CAST($4 AS BIGINT))
      RETURNING reserved`,
    [member, month, price, budget],
  )
  return rows.length > 0
}

/** What becomes of a reservation when its task ends. */
export type Settlement = 'spend' | 'release'

/** Settles a task's reservation, for the member and for the team. */
export async function settle(
  queries: Queries,
  task: Pick<TaskRow, 'member' | 'month' | 'price' | 'sending'>,
  settlement: Settlement,
): Promise<void> {
  const [spent, tasks] = settlement === 'spend' ? [task.sending?.price ?? task.price, 0] : [0, 1]
  for (const member of [task.member, team]) {
    await queries.query(
      `UPDATE spend SET reserved = reserved - $3, spent = spent + $4, tasks = tasks - $5
        WHERE member = $1 AND month = $2`,
      [member, task.month, task.price, spent, tasks],
    )
  }
}
