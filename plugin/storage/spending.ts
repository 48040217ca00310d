import * as z from 'zod/mini'
import { TaskId } from '../protocol/ids.ts'
import type { Spending } from '../protocol/messages.ts'
import { type ClientStorage, stored } from './client-storage.ts'

const prefix = 'spent/'

/** So many of the newest tasks are remembered in each month: none of them is counted again. */
const mostTasks = 300

/** How many months before this one are kept. */
const monthsKept = 12

const Month = z.object({
  version: z.literal(1),
  pictures: z.number(),
  dollars: z.number(),
  tasks: z.array(TaskId),
})
type Month = z.output<typeof Month>

const emptyMonth: Month = { version: 1, pictures: 0, dollars: 0, tasks: [] }

/** What this person's tasks have cost on this computer, as estimated, month by month. */
export interface SpendingBook {
  thisMonth(): Promise<Spending>
  /**
   * Counts a task, once however often it is told.
   *
   * @param at when it was created, in milliseconds since 1970: it counts in the month of that
   * @param dollars null where nobody knows
   * @returns what this month has come to; null where it had been counted already
   */
  count(task: TaskId, at: number, dollars: number | null): Promise<Spending | null>
}

/**
 * One value in client storage for each month, by the person's own calendar. All of it throws
 * `PluginError` `storage-failed`.
 *
 * @param now milliseconds since 1970
 */
export function createSpendingBook(storage: ClientStorage, now: () => number): SpendingBook {
  /** Tasks are counted one after the other: each reads what the one before wrote. */
  let last: Promise<unknown> = Promise.resolve()

  /** Read each time: the plugin may be open in another file too. */
  async function read(month: string): Promise<Month> {
    const decoded = Month.safeParse(await stored(storage.getAsync(prefix + month)))
    return decoded.success ? decoded.data : emptyMonth
  }

  async function thisMonth(): Promise<Spending> {
    const month = monthOf(now())
    const { pictures, dollars } = await read(month)
    return { month, pictures, dollars }
  }

  async function count(task: TaskId, at: number, dollars: number | null) {
    const month = monthOf(at)
    // What is told again may have been given another time: by the server, or by another clock.
    for (const near of new Set([month, monthOf(now()), monthBefore(now(), 1)])) {
      if ((await read(near)).tasks.includes(task)) return null
    }
    const before = await read(month)
    const after: Month = {
      version: 1,
      pictures: before.pictures + 1,
      // Sums of cents don't come out even in binary.
      dollars: Math.round((before.dollars + (dollars ?? 0)) * 10_000) / 10_000,
      tasks: [...before.tasks, task].slice(-mostTasks),
    }
    await stored(storage.setAsync(prefix + month, after))
    if (before.pictures === 0) await dropOld()
    return thisMonth()
  }

  async function dropOld(): Promise<void> {
    const oldest = prefix + monthBefore(now(), monthsKept)
    const keys = await stored(storage.keysAsync())
    for (const key of keys) {
      if (key.startsWith(prefix) && key < oldest) await stored(storage.deleteAsync(key))
    }
  }

  return {
    thisMonth,
    count(task, at, dollars) {
      const counted = last.then(() => count(task, at, dollars))
      last = counted.catch(() => {
        // Whoever asked for it hears of it; the next is counted all the same.
      })
      return counted
    },
  }
}

/** "2026-11": by the calendar of the person, whose bill it is. */
function monthOf(time: number): string {
  const date = new Date(time)
  return named(date.getFullYear(), date.getMonth())
}

function monthBefore(time: number, months: number): string {
  const date = new Date(time)
  const first = new Date(date.getFullYear(), date.getMonth() - months, 1)
  return named(first.getFullYear(), first.getMonth())
}

function named(year: number, month: number): string {
  return `${String(year)}-${String(month + 1).padStart(2, '0')}`
}
