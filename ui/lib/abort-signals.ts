/**
 * A signal that is aborted with the first of others, and the way to stop listening to them. Not by
 * `AbortSignal.any`: what that gives can miss the abort in Node, after a garbage collection
 * (https://github.com/nodejs/node/issues/65995).
 */
export function joinedSignal(...signals: readonly AbortSignal[]): {
  readonly signal: AbortSignal
  release(): void
} {
  const joined = new AbortController()
  const stops = signals.map((signal) => {
    const stop = () => {
      joined.abort(signal.reason)
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    return () => {
      signal.removeEventListener('abort', stop)
    }
  })
  return {
    signal: joined.signal,
    release() {
      for (const stop of stops) stop()
    },
  }
}
