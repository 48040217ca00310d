import type { Task } from './api/task.ts'

/** The most of these times that lie within any one minute. */
export function mostInAMinute(times: readonly number[], ms = 60_000): number {
  const sorted = [...times].sort((a, b) => a - b)
  let most = 0
  let first = 0
  for (const [index, at] of sorted.entries()) {
    while (at - (sorted[first] ?? at) >= ms) first += 1
    most = Math.max(most, index - first + 1)
  }
  return most
}

type Span = Pick<Task, 'createdAt' | 'endsAt'>

/** The most tasks that were under way at any one time. One that ends makes room for the next. */
export function mostAtOnce(tasks: readonly Span[]): number {
  const changes = tasks.flatMap(({ createdAt, endsAt }) => [
    { at: createdAt, by: 1 },
    { at: endsAt, by: -1 },
  ])
  changes.sort((a, b) => a.at - b.at || a.by - b.by)
  let now = 0
  let most = 0
  for (const { by } of changes) {
    now += by
    most = Math.max(most, now)
  }
  return most
}

/** How often each name is there. */
export function countBy<T>(items: Iterable<T>, nameOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(nameOf(item), (counts.get(nameOf(item)) ?? 0) + 1)
  return counts
}
