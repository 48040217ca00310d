/** Time, as a run of the plugin sees it. A test can put in its own. */
export type Clock = {
  now(): number
  set(act: () => void, delay: number): unknown
  clear(timer: unknown): void
}

export const realClock: Clock = {
  now: () => performance.now(),
  set: (act, delay) => setTimeout(act, delay),
  clear: (timer) => {
    clearTimeout(timer as number | undefined)
  },
}
