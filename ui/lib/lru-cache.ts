/** Keeps values that are expensive to make: those of the keys last asked for. */
interface LruCache<Key, Value> {
  /** The value of a key, made if it is not kept. A failed value is made again the next time. */
  get(key: Key, make: () => Promise<Value>): Promise<Value>
}

/** @param most how many values it keeps */
export function createLruCache<Key, Value>(most: number): LruCache<Key, Value> {
  const kept = new Map<Key, Promise<Value>>()
  return {
    get(key, make) {
      const value = kept.get(key) ?? make()
      kept.delete(key)
      kept.set(key, value)
      value.catch(() => {
        // Those who wait for it get the error; the next one tries again.
        if (kept.get(key) === value) kept.delete(key)
      })
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        kept.delete(oldest)
      }
      return value
    },
  }
}
