import type { Clock } from '../../lib/clock.ts'

/** Joins many changes into one, once the designer pauses or lets go. */
interface Debouncer<Value> {
  /** @param isHeld whether a pointer holds it: then only `release` ends the change */
  change(value: Value, isHeld: boolean): void
  /** The pointer was released, or the control is left: a waiting change is settled at once. */
  release(): void
  /** Whether a change is still to be settled. */
  isUnsettled(): boolean
}

/**
 * @param pause milliseconds without a further change before the change is settled
 * @param settle called with the last value of each change
 */
export function createDebouncer<Value>(
  clock: Clock,
  pause: number,
  settle: (value: Value) => void,
): Debouncer<Value> {
  let unsettled: { readonly value: Value } | null = null
  let waiting: AbortController | null = null

  function release(): void {
    waiting?.abort()
    waiting = null
    if (unsettled === null) return
    const { value } = unsettled
    unsettled = null
    settle(value)
  }

  return {
    change(value, isHeld) {
      unsettled = { value }
      waiting?.abort()
      waiting = null
      if (isHeld) return
      const controller = new AbortController()
      waiting = controller
      clock.sleep(pause, controller.signal).then(release, (error: unknown) => {
        // A further change has started the pause again.
        if (!controller.signal.aborted) throw error
      })
    },
    release,
    isUnsettled: () => unsettled !== null,
  }
}
