/** What is to be done later, all of it dropped at once when the server closes. */
export function createTimers(now: () => number) {
  const timers = new Set<NodeJS.Timeout>()

  function later(ms: number, act: () => void) {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, ms)
    timers.add(timer)
  }

  /** Not before this time by the server's clock: a timer may come a millisecond early. */
  function at(time: number, act: () => void) {
    later(Math.max(0, time - now()), () => {
      if (now() < time) at(time, act)
      else act()
    })
  }

  return {
    later,
    at,
    close() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
