/**
 * The shortest wall time in which tasks can be done in their order, so many at once, by somebody
 * who knows at once when each has ended and needs no time for anything else. Milliseconds.
 */
export function idealWallTime(durations: readonly number[], atOnce: number): number {
  const free = Array.from({ length: atOnce }, () => 0)
  for (const duration of durations) {
    free.sort((a, b) => a - b)
    free[0] = (free[0] ?? 0) + duration
  }
  return Math.max(...free)
}
