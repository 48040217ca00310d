/** Whoever wants to hear of something. */
export interface Listeners {
  /** Gives back the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
  /** Tells all of them, whatever one of them throws. */
  tell(): void
}

export function createListeners(): Listeners {
  const listeners = new Set<() => void>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell() {
      for (const listener of listeners) tellOne(listener)
    },
  }
}

/** Calls what others have passed in. Their mistake is reported, and does not stop the one who calls. */
export function tellOne(listener: () => void): void {
  try {
    listener()
  } catch (error) {
    console.error('A listener failed.', error)
  }
}
