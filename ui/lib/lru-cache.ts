/** Keeps what is dear to make at hand: the values of the keys that were asked for last. */
export interface LruCache<Key, Value> {
  /** The value of a key; made where it is not at hand. What failed is made again the next time. */
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
        // Whoever waits for it hears of it; the next one tries again.
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
