import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { Pause } from '../../contract/hiapi/relay/relay-info.ts'
import { minute } from '../../contract/hiapi/request-limit.ts'
import { carefulStart, rateWindow, type Pace, type SentMinute } from './pace.ts'
import type { Queries } from '../store/database.ts'
import { decodeRows } from '../store/rows.ts'

const Columns = z.object({
  per_minute: z.number(),
  eased_percent: z.number(),
  eased_at: z.number(),
  at_once: z.number(),
  raised_at: z.number(),
  paused_until: z.number(),
  paused_for: z.nullable(Pause),
})

/** @param most requests a minute and tasks at once that the owner allows */
export async function readPace(
  queries: Queries,
  most: { readonly perMinute: number; readonly atOnce: number },
): Promise<Pace> {
  const rows = decodeRows(Columns, await queries.query(`SELECT * FROM pace WHERE id = 1`))
  const [row] = rows
  if (row === undefined) {
    const first: Pace = {
      perMinute: most.perMinute,
      easedPercent: 100,
      easedAt: 0,
      atOnce: Math.min(carefulStart, most.atOnce),
      raisedAt: await queries.now(),
      pausedUntil: 0,
      pausedFor: null,
    }
    await writePace(queries, first)
    return first
  }
  return {
    perMinute: Math.min(row.per_minute, most.perMinute),
    easedPercent: row.eased_percent,
    easedAt: row.eased_at,
    atOnce: Math.min(row.at_once, most.atOnce),
    raisedAt: row.raised_at,
    pausedUntil: row.paused_until,
    pausedFor: row.paused_for,
  }
}

export async function writePace(queries: Queries, pace: Pace): Promise<void> {
  await queries.query(
    `INSERT INTO pace (id, per_minute, eased_percent, eased_at, at_once, raised_at, paused_until, paused_for)
      VALUES (1, $1, $2, $3, $4, $5, $6, $7)
      ON CONFLICT (id) DO UPDATE SET per_minute = $1, eased_percent = $2, eased_at = $3, at_once = $4,
        raised_at = $5, paused_until = $6, paused_for = $7`,
    [
      pace.perMinute,
      pace.easedPercent,
      pace.easedAt,
      pace.atOnce,
      pace.raisedAt,
      // A wait that HiAPI asks for may not be a whole number of milliseconds.
      Math.round(pace.pausedUntil),
      pace.pausedFor,
    ],
  )
}

export async function sentMinute(queries: Queries, now: number): Promise<SentMinute> {
  const rows = await queries.query(`SELECT at, kind FROM sent WHERE at > $1 ORDER BY at`, [
    now - rateWindow,
  ])
  return {
    at: rows.map(({ at }) => Number(at)),
    looks: rows.flatMap(({ at, kind }) => (kind === 'look' ? Number(at) : [])),
  }
}

/** Forgets all times to come after a clock was set back by hours: nothing would be due for as long. */
export async function forgetTimes(queries: Queries, now: number): Promise<void> {
  await queries.query(`DELETE FROM sent WHERE at > $1`, [now])
  await queries.query(`UPDATE pace SET raised_at = $1, paused_until = 0`, [now])
  await queries.query(`UPDATE task SET wake = 0 WHERE wake > $1`, [now])
  await queries.query(`UPDATE task SET lease_until = 0 WHERE lease_until > $1`, [now])
}

/** Counts requests that are about to be sent. */
export async function countSent(
  queries: Queries,
  kind: 'create' | 'look',
  now: number,
  requests = 1,
): Promise<void> {
  for (let each = 0; each < requests; each++) {
    await queries.query(`INSERT INTO sent (id, at, kind) VALUES ($1, $2, $3)`, [
      randomBytes(12).toString('hex'),
      now,
      kind,
    ])
  }
  await queries.query(`DELETE FROM sent WHERE at < $1`, [now - 2 * minute])
}
