/**
 * When to poll next whether tasks have ended: a pure calculation.
 *
 * A finished task waits until a poll sees it. The next poll is due when the waiting expected since the last
 * one, summed over all tasks, reaches a tolerance. So polls are rare while no task can be ready, and dense
 * around the age at which tasks have been finishing. They are denser for many tasks than for one, and slow
 * down by themselves for a task that is overdue.
 */

/** The age at which a task ended: after the last poll that saw it running, before the first that didn't. */
export interface Lifetime {
  readonly from: number
  readonly to: number
}

/**
 * Expected waiting that is worth one request, in milliseconds summed over tasks. It falls from the last
 * request left to a full allowance: plentiful requests are spent more freely.
 */
const tolerance = { scarce: 150, plentiful: 50 }
const shortestGap = 350
const longestGap = 15_000
/** The step of the estimate, in milliseconds. */
const step = 50

/** Before anything is known, a task may take from two seconds to ten minutes, every magnitude alike. */
const unknown: Lifetime = { from: 2_000, to: 600_000 }

/** How many of the newest lifetimes count: the API's present speed matters, not that of an hour ago. */
const memory = 40

/** The median age at which the newest tasks ended, in milliseconds; null where none has. */
export function medianLifetime(learned: readonly Lifetime[]): number | null {
  const ages = learned.slice(-memory).map(({ from, to }) => (from + to) / 2)
  return ages.sort((a, b) => a - b)[Math.floor(ages.length / 2)] ?? null
}

/**
 * The time of the next request, in milliseconds of any monotonic clock that the other times use.
 *
 * @param last when the last poll was, or the watching began
 * @param created when each of the watched tasks was created
 * @param learned lifetimes of tasks that ended, oldest first
 * @param plenty the share of the request allowance that is available, 0 to 1
 */
export function nextPollTime(
  last: number,
  created: readonly number[],
  learned: readonly Lifetime[],
  plenty: number,
): number {
  const worth = tolerance.scarce + (tolerance.plentiful - tolerance.scarce) * plenty
  const recent = learned.slice(-memory)
  const aliveAtLast = created.map((time) => aliveShare(last - time, recent))
  let expected = 0
  for (let gap = step; gap < longestGap; gap += step) {
    let ended = 0
    created.forEach((time, index) => {
      const before = aliveAtLast[index] ?? 0
      if (before > 0) ended += 1 - aliveShare(last + gap - time, recent) / before
    })
    expected += ended * step
    if (expected >= worth) return last + Math.max(gap, shortestGap)
  }
  return last + longestGap
}

/** The share of tasks that still run at this age, by the lifetimes seen and a prior. */
function aliveShare(age: number, learned: readonly Lifetime[]): number {
  let alive = prior(age)
  for (const { from, to } of learned) alive += ramp(age, from * 0.97, to * 1.03)
  return alive / (learned.length + 1)
}

function ramp(age: number, from: number, to: number): number {
  if (age <= from) return 1
  return age >= to ? 0 : (to - age) / (to - from)
}

/** Logarithmic, and never quite zero: a task older than any known one can still end. */
function prior(age: number): number {
  if (age <= unknown.from) return 1
  return Math.max(1e-6, 1 - Math.log(age / unknown.from) / Math.log(unknown.to / unknown.from))
}
