/**
 * A signal that aborts with the first of others, and a function to stop listening to them. Replaces
 * `AbortSignal.any`, whose result can miss an abort in Node after a garbage collection
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
