interface Listeners {
  /** Returns the function that unsubscribes. */
  readonly subscribe: (listener: () => void) => () => void
  /** Calls all of them, even if one throws. */
  notifyAll(): void
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notifyAll() {
      for (const listener of listeners) notify(listener)
    },
  }
}

/** Calls a callback from outside. Its error is logged, and does not stop the caller. */
export function notify(listener: () => void): void {
  try {
    listener()
  } catch (error) {
    console.error('A listener failed.', error)
  }
}
