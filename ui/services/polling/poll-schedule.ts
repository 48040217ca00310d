/**
 * When to ask next whether tasks are done: a pure calculation.
 *
 * A task that has finished and is not yet known to have finished waits for us. The next request
 * goes out when the waiting that is to be expected since the last one, summed over all tasks,
 * reaches a tolerance. So it is rare while no task can be ready, dense around the age at which
 * tasks have been finishing, denser for many tasks than for one, and it slows down by itself for a
 * task that is overdue.
 */

/** A task ended at an age between these: the last look that saw it running, the first that didn't. */
export interface Lifetime {
  readonly from: number
  readonly to: number
}

/** Expected waiting that is worth one request, in milliseconds, summed over tasks: from the last
 * request that is left to a full allowance. What is plentiful is spent more freely. */
const tolerance = { scarce: 150, plentiful: 50 }
const shortestGap = 350
const longestGap = 15_000
/** The estimate's grain. */
const step = 50

/** Before anything is known, a task may take from two seconds to ten minutes, any magnitude alike. */
const unknown: Lifetime = { from: 2_000, to: 600_000 }

/** How many of the newest lifetimes count: what the API does now matters, not an hour ago. */
const memory = 40

/**
 * The time of the next request, in milliseconds on the clock of the other times: any that only goes
 * forward.
 *
 * @param last when was asked last, or the watching began
 * @param created when each of the watched tasks was created
 * @param learned lifetimes of tasks that ended, oldest first
 * @param plenty the share of the allowance of requests that is there to be spent, 0 to 1
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

/** The share of tasks that still run at this age: the lifetimes that were seen, and a doubt. */
function aliveShare(age: number, learned: readonly Lifetime[]): number {
  let alive = prior(age)
  for (const { from, to } of learned) alive += ramp(age, from * 0.97, to * 1.03)
  return alive / (learned.length + 1)
}

function ramp(age: number, from: number, to: number): number {
  if (age <= from) return 1
  return age >= to ? 0 : (to - age) / (to - from)
}

/** Logarithmic, and never quite nothing: a task that is older than all we know can still end. */
function prior(age: number): number {
  if (age <= unknown.from) return 1
  return Math.max(1e-6, 1 - Math.log(age / unknown.from) / Math.log(unknown.to / unknown.from))
}
