import type { TaskId } from '../../contract/model/ids.ts'
import { type ClientStorage, keep, keysOf, stored } from './client-storage.ts'
import type { Spending } from '../../contract/model/client-storage/spending.ts'

const prefix = 'spent/'

/** Estimated costs of this designer's tasks on this computer, for this month and the month before. */
export interface SpendingBook {
  thisMonth(): Promise<Spending>
  /**
   * Counts a task, only once however often it is reported.
   *
   * @param at when it was created, in milliseconds since 1970: it counts in that month
   * @param dollars null where unknown
   * @returns this month's sum; null where the task was counted already
   */
  count(task: TaskId, at: number, dollars: number | null): Promise<Spending | null>
  /** Takes back a task that was counted and cost nothing; returns this month's sum. */
  uncount(task: TaskId): Promise<Spending>
}

/**
 * Each task is a key that holds everything, because other windows write between any two calls. Months follow
 * the designer's own calendar. Everything throws `PluginError` `storage-full` or `storage-failed`.
 *
 * @param now milliseconds since 1970
 */
export function createSpendingBook(storage: ClientStorage, now: () => number): SpendingBook {
  const keys = () => keysOf(storage, prefix)

  function sumOf(kept: readonly string[]): Spending {
    const month = monthOf(now())
    const costs = new Map<string, number>()
    for (const key of kept) {
      const [, monthOfIt, task, dollars] = key.split('/')
      const cost = Number(dollars)
      if (monthOfIt === month && task !== undefined) costs.set(task, isFinite(cost) ? cost : 0)
    }
    const sum = [...costs.values()].reduce((all, dollars) => all + dollars, 0)
    // Rounded: binary fractions can't represent cents exactly.
    return { month, pictures: costs.size, dollars: Math.round(sum * 10_000) / 10_000 }
  }

  return {
    thisMonth: async () => sumOf(await keys()),
    async count(task, at, dollars) {
      const known = await keys()
      const id = encodeURIComponent(task)
      // A repeated report may have another time, from the server or from another clock.
      if (known.some((key) => key.includes(`/${id}/`))) return null
      const key = `${prefix}${monthOf(at)}/${id}/${String(dollars ?? 0)}`
      await keep(storage, key, true)
      const oldest = prefix + monthOf(now(), 1)
      for (const old of known) if (old < oldest) await stored(storage.deleteAsync(old))
      return sumOf([...known, key])
    },
    async uncount(task) {
      const known = await keys()
      const isIts = (key: string) => key.includes(`/${encodeURIComponent(task)}/`)
      for (const key of known) if (isIts(key)) await stored(storage.deleteAsync(key))
      return sumOf(known.filter((key) => !isIts(key)))
    },
  }
}

/** "2026-11", or `before` months earlier, by the calendar of the designer, who pays the bill. */
function monthOf(time: number, before = 0): string {
  const date = new Date(time)
  const first = new Date(date.getFullYear(), date.getMonth() - before, 1)
  return `${String(first.getFullYear())}-${String(first.getMonth() + 1).padStart(2, '0')}`
}
