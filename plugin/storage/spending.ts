import type { TaskId } from '../../contract/model/ids.ts'
import { type ClientStorage, keep, stored } from './client-storage.ts'
import type { Spending } from '../../contract/model/stored/spending.ts'

const prefix = 'spent/'

/** What this designer's tasks have cost on this computer, as estimated, this month and the month before. */
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
 * A key of its own for each task, which says all of it: other windows write between any two calls. Months
 * go by the designer's own calendar. All of it throws `PluginError` `storage-full` or `storage-failed`.
 *
 * @param now milliseconds since 1970
 */
export function createSpendingBook(storage: ClientStorage, now: () => number): SpendingBook {
  async function keys(): Promise<string[]> {
    const all = await stored(storage.keysAsync())
    return all.filter((key) => key.startsWith(prefix))
  }

  function sumOf(kept: readonly string[]): Spending {
    const month = monthOf(now())
    const costs = new Map<string, number>()
    for (const key of kept) {
      const [, monthOfIt, task, dollars] = key.split('/')
      if (monthOfIt === month && task !== undefined) costs.set(task, Number(dollars) || 0)
    }
    const sum = [...costs.values()].reduce((all, dollars) => all + dollars, 0)
    // Sums of cents don't come out even in binary.
    return { month, pictures: costs.size, dollars: Math.round(sum * 10_000) / 10_000 }
  }

  return {
    thisMonth: async () => sumOf(await keys()),
    async count(task, at, dollars) {
      const known = await keys()
      const id = encodeURIComponent(task)
      // What is told again may have been given another time: by the server, or by another clock.
      if (known.some((key) => key.includes(`/${id}/`))) return null
      const key = `${prefix}${monthOf(at)}/${id}/${String(dollars ?? 0)}`
      await keep(storage, key, true)
      const oldest = prefix + monthOf(now(), 1)
      for (const old of known) if (old < oldest) await stored(storage.deleteAsync(old))
      return sumOf([...known, key])
    },
  }
}

/** "2026-11", or so many months before: by the calendar of the designer, whose bill it is. */
function monthOf(time: number, before = 0): string {
  const date = new Date(time)
  const first = new Date(date.getFullYear(), date.getMonth() - before, 1)
  return `${String(first.getFullYear())}-${String(first.getMonth() + 1).padStart(2, '0')}`
}
