import type { RelayState } from '../../contract/hiapi/relay/relay-task.ts'
import type { Asked } from '../orders/order.ts'
import type { Queries } from './database.ts'
import { readTasks, taskColumns, type TaskRow } from './task-row.ts'

/** A member's task by its id; null if it does not exist or is another member's. */
export async function taskOf(
  queries: Queries,
  member: string,
  id: string,
): Promise<TaskRow | null> {
  const task = await taskById(queries, id)
  return task?.member === member ? task : null
}

export async function taskById(queries: Queries, id: string): Promise<TaskRow | null> {
  // Callers send any characters, and PostgreSQL fails at some of them.
  if (!/^[\w-]+$/.test(id)) return null
  const rows = await queries.query(`SELECT ${taskColumns} FROM task WHERE id = $1`, [id])
  return readTasks(rows)[0] ?? null
}

/** The task that a member ordered under this key. */
export async function taskByKey(
  queries: Queries,
  member: string,
  clientKey: string,
): Promise<TaskRow | null> {
  const rows = await queries.query(
    `SELECT ${taskColumns} FROM task WHERE member = $1 AND client_key = $2`,
    [member, clientKey],
  )
  return readTasks(rows)[0] ?? null
}

/** A member's tasks, newest first. */
export async function listTasks(
  queries: Queries,
  member: string,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly tasks: readonly TaskRow[] }> {
  const [count] = await queries.query(`SELECT COUNT(*) AS n FROM task WHERE member = $1`, [member])
  const rows = await queries.query(
    `SELECT ${taskColumns} FROM task WHERE member = $1 ORDER BY created DESC, id LIMIT $2 OFFSET $3`,
    [member, size, (page - 1) * size],
  )
  return { total: Number(count?.['n'] ?? 0), tasks: readTasks(rows) }
}

/** A member's tasks that changed after a cursor, in the order of their last changes. */
export async function changedSince(
  queries: Queries,
  member: string,
  seq: number,
  most: number,
): Promise<TaskRow[]> {
  const rows = await queries.query(
    `SELECT ${taskColumns} FROM task WHERE member = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [member, seq, most],
  )
  return readTasks(rows)
}

/** How many tasks are in a state: of one member, or of all. */
export async function countIn(
  queries: Queries,
  states: readonly RelayState[],
  member: string | null = null,
): Promise<number> {
  const [row] = await queries.query(
    `SELECT COUNT(*) AS n FROM task
      WHERE state IN (${inList(states)}) AND (CAST($1 AS TEXT) IS NULL OR member = $1)`,
    [member],
  )
  return Number(row?.['n'] ?? 0)
}

/** How many waiting tasks are older than this one; taking turns between members may change the order. */
export async function positionOf(queries: Queries, task: TaskRow): Promise<number> {
  const [row] = await queries.query(
    `SELECT COUNT(*) AS n FROM task WHERE state = 'waiting' AND (created < $1 OR (created = $1 AND id < $2))`,
    [task.created, task.id],
  )
  return Number(row?.['n'] ?? 0)
}

export interface NewTask {
  readonly id: string
  readonly member: string
  readonly clientKey: string
  readonly askedHash: string
  readonly asked: Asked
  readonly upstreamKey: string
  readonly price: number
  readonly month: string
  readonly seq: number
}

export async function insertTask(queries: Queries, task: NewTask, now: number): Promise<void> {
  await queries.query(
    `INSERT INTO task (id, member, client_key, asked_hash, asked, upstream_key, state, wake, lease_until,
        tries, price, month, created, completed, seq)
      VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 0, 0, 0, $7, $8, $9, 0, $10)`,
    [
      task.id,
      task.member,
      task.clientKey,
      task.askedHash,
      JSON.stringify(task.asked),
      task.upstreamKey,
      task.price,
      task.month,
      now,
      task.seq,
    ],
  )
}

/** States as an SQL list. They are the relay's own words, so a statement may contain them as they are. */
export function inList(states: readonly RelayState[]): string {
  return states.map((state) => `'${state}'`).join(', ')
}
