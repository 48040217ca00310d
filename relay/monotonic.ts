/** Milliseconds of a clock that nobody can set: for lengths of time. */
export function monotonic(): number {
  return performance.now()
}
