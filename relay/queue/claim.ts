import type { RelayState } from '../../contract/hiapi/relay/relay-task.ts'
import type { Database, Queries } from '../store/database.ts'
import { readTasks, taskColumns, type TaskRow } from '../store/task-row.ts'
import { countIn } from '../store/tasks.ts'
import {
  isSetBack,
  lookSendTime,
  type Pace,
  probeEvery,
  raised,
  raiseEvery,
  sendTime,
} from './pace.ts'
import { countSent, forgetTimes, readPace, sentMinute, writePace } from './pace-row.ts'
import { newestListed } from '../upstream/client.ts'

/** Milliseconds until a lease ends, unless its relay renews it. */
export const leaseLength = 15_000
/** Up to this many tasks are asked for by id; for more, one list is cheaper. */
export const mostById = 2

/** What a relay does next. */
export type Claim =
  | { readonly kind: 'archive'; readonly task: TaskRow }
  | { readonly kind: 'submit'; readonly task: TaskRow }
  | { readonly kind: 'look'; readonly tasks: readonly TaskRow[] }
  /** Nothing to do until the next task is due, in milliseconds since 1970. */
  | { readonly kind: 'rest'; readonly until: number }

export interface ClaimOptions {
  /** The name of this relay. */
  readonly relay: string
  readonly most: { readonly perMinute: number; readonly atOnce: number }
  /** Whether this relay may fetch one more picture at the moment. */
  readonly isArchiverFree: boolean
  /** Milliseconds of the longest rest. */
  readonly longestRest: number
  /** Whether HiAPI's calls are relied on; if not, a look at one task looks at all. */
  readonly isTrusted: boolean
  /** Milliseconds that a task takes; null while unknown. */
  readonly typical: number | null
}

/**
 * Takes the next piece of work for this relay alone, in one transaction, in which no other relay claims.
 * Counts the request, and leases the task, before anything is sent.
 */
export async function claim(database: Database, options: ClaimOptions): Promise<Claim> {
  return database.transaction(async (transaction) => {
    await transaction.query(`UPDATE lock SET n = n + 1 WHERE name = 'dispatch'`)
    const now = await transaction.now()
    const rest: number[] = [now + options.longestRest]
    const lease = (tasks: readonly TaskRow[], state?: RelayState) =>
      leaseTasks(transaction, tasks, { relay: options.relay, now, state })
    const atOnce: Claim = { kind: 'rest', until: now }

    if (options.isArchiverFree) {
      const [picture] = await due(transaction, 'archiving', now, 1)
      if (picture !== undefined) {
        const [task] = await lease([picture])
        return task === undefined ? atOnce : { kind: 'archive', task }
      }
    }

    const before = await readPace(transaction, options.most)
    const active = await countIn(transaction, ['submitting', 'running'])
    const next = await nextWaiting(transaction, now)
    const isFull = active >= before.atOnce
    const pace = next !== null && isFull ? raised(before, now, options.most.atOnce) : before
    if (pace !== before) await writePace(transaction, pace)
    const sent = await sentMinute(transaction, now)
    if (isSetBack(sent, now)) {
      await forgetTimes(transaction, now)
      return atOnce
    }

    const [again] = await due(transaction, 'submitting', now, 1)
    const hasSlot = pace.pausedFor === null ? active < pace.atOnce : again === undefined
    const fresh = hasSlot ? next : null
    const create = again ?? fresh
    if (create !== null) {
      const at = sendTime(pace, sent, now)
      if (at <= now) {
        const [task] = await lease([create], 'submitting')
        if (task === undefined) return atOnce
        await countSent(transaction, 'create', now)
        await probed(transaction, pace, now)
        return { kind: 'submit', task }
      }
      rest.push(at)
    }
    const isOpen = pace.pausedFor !== 'key' || create === null
    const looks = isOpen ? await dueLooks(transaction, now, options) : []
    if (looks.length > 0) {
      const waiting = next === null ? 0 : await countIn(transaction, ['waiting'])
      const at = lookSendTime(pace, sent, now, { waiting, typical: options.typical })
      if (at <= now) {
        const tasks = await lease(looks)
        if (tasks.length === 0) return atOnce
        const requests = tasks.length <= mostById ? tasks.length : 1
        await countSent(transaction, 'look', now, requests)
        // Without a balance, looks prove nothing, and must not put the next try off.
        if (pace.pausedFor === 'key') await probed(transaction, pace, now)
        return { kind: 'look', tasks }
      }
      rest.push(at)
    }
    if (next !== null && isFull) rest.push(pace.raisedAt + raiseEvery)
    const later = await nextTime(transaction, now)
    if (later !== null) rest.push(later)
    return { kind: 'rest', until: Math.min(...rest) }
  })
}

/** Renews the leases of the tasks that this relay still works on. */
export async function renewLeases(
  database: Database,
  relay: string,
  ids: readonly string[],
): Promise<void> {
  const until = (await database.now()) + leaseLength
  for (const id of ids) {
    await database.query(`UPDATE task SET lease_until = $3 WHERE id = $1 AND lease_by = $2`, [
      id,
      relay,
      until,
    ])
  }
}

/** Gives up all leases of a relay that closes, so that another can continue at once. */
export async function releaseLeases(database: Database, relay: string): Promise<void> {
  await database.query(`UPDATE task SET lease_by = NULL, lease_until = 0 WHERE lease_by = $1`, [
    relay,
  ])
}

/** Tasks whose time has come and that no relay works on. */
async function due(
  queries: Queries,
  state: RelayState,
  now: number,
  most: number,
): Promise<TaskRow[]> {
  const rows = await queries.query(
    `SELECT ${taskColumns} FROM task WHERE state = $1 AND wake <= $2 AND lease_until <= $2
      ORDER BY wake, created LIMIT $3`,
    [state, now, most],
  )
  return readTasks(rows)
}

/** Tasks that no relay works on, due or not; at most as many as one list returns. */
async function free(queries: Queries, state: RelayState, now: number): Promise<TaskRow[]> {
  const rows = await queries.query(
    `SELECT ${taskColumns} FROM task WHERE state = $1 AND lease_until <= $2
      ORDER BY first_sent DESC LIMIT ${newestListed}`,
    [state, now],
  )
  return readTasks(rows)
}

/**
 * Tasks to look at. One list shows the newest hundred; older tasks are asked for by id, a few at a time.
 */
async function dueLooks(
  queries: Queries,
  now: number,
  { isTrusted }: Pick<ClaimOptions, 'isTrusted'>,
): Promise<TaskRow[]> {
  const tasks = await due(queries, 'running', now, newestListed)
  const all = isTrusted || tasks.length === 0 ? tasks : await free(queries, 'running', now)
  if (all.length <= mostById) return all
  const [row] = await queries.query(
    `SELECT first_sent FROM task WHERE first_sent IS NOT NULL
      ORDER BY first_sent DESC LIMIT 1 OFFSET ${newestListed - 1}`,
  )
  const oldestListed = Number(row?.['first_sent'] ?? 0)
  const unlisted = tasks.filter(({ firstSent }) => (firstSent ?? 0) < oldestListed)
  return unlisted.length === 0 ? all : unlisted.slice(0, mostById)
}

/** The oldest waiting task of the member with the fewest tasks under way. */
async function nextWaiting(queries: Queries, now: number): Promise<TaskRow | null> {
  const [first] = await queries.query(
    `SELECT member, MIN(created) AS oldest,
        (SELECT COUNT(*) FROM task AS other
          WHERE other.member = task.member AND other.state IN ('submitting', 'running')) AS active
      FROM task WHERE state = 'waiting' AND wake <= $1
      GROUP BY member ORDER BY active, oldest LIMIT 1`,
    [now],
  )
  if (first === undefined) return null
  const rows = await queries.query(
    `SELECT ${taskColumns} FROM task WHERE state = 'waiting' AND wake <= $1 AND member = $2
      ORDER BY created, id LIMIT 1`,
    [now, String(first['member'])],
  )
  return readTasks(rows)[0] ?? null
}

interface Lease {
  readonly relay: string
  readonly now: number
  /** The state that the tasks get; left out if they keep theirs. */
  readonly state: RelayState | undefined
}

/**
 * Leases those of the tasks that are still as they were read. The lock of all claims does not keep a member
 * from stopping a task meanwhile, nor HiAPI from telling of its end: what was stopped must not be sent.
 */
async function leaseTasks(
  queries: Queries,
  tasks: readonly TaskRow[],
  { relay, now, state }: Lease,
): Promise<TaskRow[]> {
  const leased: TaskRow[] = []
  for (const task of tasks) {
    const next = state ?? task.state
    const rows = await queries.query(
      `UPDATE task SET state = $4, lease_by = $2, lease_until = $3
        WHERE id = $1 AND state = $5 RETURNING id`,
      [task.id, relay, now + leaseLength, next, task.state],
    )
    if (rows.length > 0) leased.push({ ...task, state: next })
  }
  return leased
}

/** Counts a request during a pause as its try: the next one follows after `probeEvery`. */
async function probed(queries: Queries, pace: Pace, now: number): Promise<void> {
  if (pace.pausedFor !== null) await writePace(queries, { ...pace, pausedUntil: now + probeEvery })
}

/** When the next task is due that is not due now: at its own time, or when its lease ends. */
async function nextTime(queries: Queries, now: number): Promise<number | null> {
  const [row] = await queries.query(
    `SELECT MIN(CASE WHEN lease_until > wake THEN lease_until ELSE wake END) AS at FROM task
      WHERE state IN ('waiting', 'submitting', 'running', 'archiving')
        AND (wake > $1 OR lease_until > $1)`,
    [now],
  )
  const at = row?.['at'] ?? null
  return at === null ? null : Number(at)
}
