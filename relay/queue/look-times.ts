import { type Lifetime, nextPollTime } from '../../contract/hiapi/polling/poll-schedule.ts'
import type { Queries } from '../store/database.ts'

/** Milliseconds between looks at a task whose callback did not come; `lateFrom` is the task's age. */
const lookAgain = { early: 60_000, late: 300_000, lateFrom: 600_000 }
/** How many of the newest finished tasks show how long tasks take. */
const memory = 40
/** The share of the request allowance that counts as available. */
const available = 0.5

/** How long the newest finished tasks took. */
export async function learnedLifetimes(queries: Queries): Promise<Lifetime[]> {
  const rows = await queries.query(
    `SELECT completed - first_sent AS age FROM task
      WHERE state = 'success' AND first_sent IS NOT NULL ORDER BY completed DESC LIMIT ${memory}`,
  )
  return rows.map(({ age }) => ({ from: Number(age), to: Number(age) })).reverse()
}

/**
 * The age that hardly any task exceeds, in milliseconds. Not more than a few minutes: a relay that was off
 * learns late of tasks that ended early.
 */
function longest(learned: readonly Lifetime[]): number {
  const ages = learned.map(({ to }) => to).sort((a, b) => a - b)
  return Math.min(ages[Math.floor((ages.length - 1) * 0.99)] ?? 0, lookAgain.lateFrom)
}

/**
 * When to look at a task whose end HiAPI should report by a callback, in milliseconds since 1970.
 *
 * @param callExpected milliseconds after a task was sent until HiAPI should have called
 * @param since when it was first sent
 * @param last when it was last looked at; null for never
 */
export function lookTime(
  callExpected: number,
  { since, last }: { readonly since: number; readonly last: number | null },
  learned: readonly Lifetime[],
  now: number,
): number {
  if (last === null) return since + Math.max(callExpected, longest(learned))
  return now + (now - since < lookAgain.lateFrom ? lookAgain.early : lookAgain.late)
}

/**
 * When to look at tasks without callbacks, in milliseconds since 1970: one time, because one list shows all.
 *
 * @param since when each was first sent
 */
export function nextLook(
  now: number,
  since: readonly number[],
  learned: readonly Lifetime[],
): number {
  return nextPollTime(now, since, learned, available)
}
