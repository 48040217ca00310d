/**
 * A weighted semaphore: pieces of work run at once as long as their weights stay within a limit; a single
 * piece may exceed the limit. All others wait in order. Work without weight never waits.
 */
export interface Semaphore {
  /**
   * Runs `act` once there is room for its weight.
   *
   * @param patience how long to wait, and the error after that; without it, there is no limit
   */
  use<Result>(weight: number, act: () => Promise<Result>, patience?: Patience): Promise<Result>
}

export interface Patience {
  /** Milliseconds. */
  readonly longest: number
  readonly error: () => Error
}

/** @param most the most weight that may run at once */
export function createSemaphore(most: number): Semaphore {
  let taken = 0
  const queue: { readonly weight: number; readonly admit: () => void }[] = []
  const hasRoom = (weight: number) => taken === 0 || taken + weight <= most

  function admitNext(): void {
    for (let next = queue[0]; next !== undefined && hasRoom(next.weight); next = queue[0]) {
      queue.shift()
      taken += next.weight
      next.admit()
    }
  }

  async function enter(weight: number, patience?: Patience): Promise<void> {
    if (queue.length === 0 && hasRoom(weight)) {
      taken += weight
      return
    }
    await new Promise<void>((resolve, reject) => {
      const entry = { weight, admit: resolve }
      queue.push(entry)
      if (patience === undefined) return
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(entry), 1)
        reject(patience.error())
        admitNext()
      }, patience.longest)
      entry.admit = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  return {
    async use(weight, act, patience) {
      if (weight === 0) return act()
      await enter(weight, patience)
      try {
        return await act()
      } finally {
        taken -= weight
        admitNext()
      }
    },
  }
}
