import type { Clock } from '../../lib/clock.ts'

interface SlotLimits {
  readonly start: number
  readonly most: number
}

/** HiAPI's blog advises starting with 4 tasks at once, so that a new account meets no limit. */
export const carefulStart = 4

/** Milliseconds until one more task may run at once, as long as the API does not object. */
const climbEvery = 3_000
/** Milliseconds after an objection; they double with each further one. */
const climbAfterObjection = { first: 20_000, longest: 60_000 }
/** Objections within these milliseconds concern the same burst of requests. */
const sameObjection = 2_000

/** How many tasks may run at once: the limit climbs step by step, and halves when the API objects. */
export interface ConcurrencyLimit {
  /** Resolves, in the order of calls, with the function that releases the slot. */
  acquire(signal: AbortSignal): Promise<() => void>
  /** Takes a slot without waiting, for a task that already runs; returns the function that releases it. */
  enter(): () => void
  /** Call it after a 429. */
  onRateLimited(): void
}

export function createConcurrencyLimit(
  clock: Clock,
  { start, most }: SlotLimits,
): ConcurrencyLimit {
  let limit = Math.min(start, most)
  let running = 0
  let climbing = false
  let pause = climbEvery
  let ignoreUntil = 0
  const queue: { admit(): void }[] = []

  function admit(): void {
    while (running < limit) {
      const next = queue.shift()
      if (next === undefined) return
      running++
      next.admit()
    }
    if (queue.length > 0) void increase()
  }

  async function increase(): Promise<void> {
    if (climbing) return
    climbing = true
    while (queue.length > 0 && limit < most) {
      await clock.sleep(pause)
      limit = Math.min(most, limit + 1)
      admit()
    }
    climbing = false
  }

  function release(): void {
    running--
    admit()
  }

  return {
    acquire(signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason as Error)
          return
        }
        const place = {
          admit() {
            signal.removeEventListener('abort', leave)
            resolve(once(release))
          },
        }
        const leave = () => {
          queue.splice(queue.indexOf(place), 1)
          reject(signal.reason as Error)
        }
        signal.addEventListener('abort', leave, { once: true })
        queue.push(place)
        admit()
      })
    },
    enter() {
      running++
      return once(release)
    },
    onRateLimited() {
      // Requests refused together count once.
      if (clock.monotonic() < ignoreUntil) return
      ignoreUntil = clock.monotonic() + sameObjection
      limit = Math.max(1, Math.floor(Math.min(limit, running) / 2))
      const { first, longest } = climbAfterObjection
      pause = Math.min(Math.max(2 * pause, first), longest)
    },
  }
}

function once(act: () => void): () => void {
  let isDue = true
  return () => {
    if (isDue) act()
    isDue = false
  }
}
