export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds since the clock was made. */
  monotonic(): number
  /** Rejects with the signal's reason when that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Stops time while real work (drawing, hashing) goes on outside of it. */
  hold?<T>(work: Promise<T>): Promise<T>
}

export type VirtualClock = Required<Clock> & {
  /** Lets this much time pass, stopping at every timer on the way. */
  advance(ms: number): Promise<void>
  /** Lets time pass until the promise settles; fails when nothing is due that could settle it. */
  run<T>(promise: Promise<T>): Promise<T>
  /** Timers not yet due. */
  readonly pending: number
}

type Timer = { due: number; fire: () => void }

/** Turns of the event loop after which code that was woken is taken to have come to rest. */
const restingTurns = 8

/**
 * A clock in which minutes pass at once: time jumps to the next timer whenever all code rests.
 *
 * @param patienceMs real work that was not announced by `hold` gets this long before a run is called
 * stuck
 */
export function createVirtualClock(
  startMs = Date.UTC(2026, 0, 1),
  patienceMs = 10_000,
): VirtualClock {
  let time = startMs
  let held = 0
  const timers = new Set<Timer>()

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted()
      const abort = () => {
        timers.delete(timer)
        reject(signal?.reason as Error)
      }
      const timer: Timer = {
        due: time + Math.max(0, ms),
        fire: () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        },
      }
      timers.add(timer)
      signal?.addEventListener('abort', abort, { once: true })
    })
  }

  async function hold<T>(work: Promise<T>): Promise<T> {
    held += 1
    try {
      return await work
    } finally {
      held -= 1
    }
  }

  async function rest() {
    for (let turns = 0; turns < restingTurns || held > 0; turns += 1) await turn()
  }

  /** The earliest timer; of those due together, the one set first. */
  function next(): Timer | undefined {
    let first: Timer | undefined
    for (const timer of timers) if (!first || timer.due < first.due) first = timer
    return first
  }

  function fire(timer: Timer) {
    timers.delete(timer)
    time = Math.max(time, timer.due)
    timer.fire()
  }

  return {
    now: () => time,
    monotonic: () => time - startMs,
    sleep,
    hold,
    async advance(ms) {
      const end = time + ms
      await rest()
      for (let timer = next(); timer && timer.due <= end; timer = next()) {
        fire(timer)
        await rest()
      }
      time = end
    },
    async run(promise) {
      const outcome = { settled: false }
      const settle = () => {
        outcome.settled = true
      }
      promise.then(settle, settle)
      for (let idleSince = performance.now(); ;) {
        await rest()
        if (outcome.settled) return promise
        const timer = next()
        if (timer) {
          fire(timer)
          idleSince = performance.now()
        } else if (performance.now() - idleSince > patienceMs) {
          throw new Error('The virtual clock has no timer left, and the promise has not settled')
        }
      }
    },
    get pending() {
      return timers.size
    },
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
