import type { Recipe } from './validate.ts'

/**
 * Counts how often the same picture was ordered. A model makes another one each time; a number in place of
 * chance makes a run of tests the same each time.
 */
export function createTakes() {
  const counts = new Map<string, number>()
  return {
    /** 0 for an order that is new. */
    next({ prompt, ratio, resolution, background, references }: Recipe): number {
      const hashes = references.map(({ hash }) => hash)
      const order = JSON.stringify([hashes, prompt, ratio, resolution, background])
      const take = counts.get(order) ?? 0
      counts.set(order, take + 1)
      return take
    },
  }
}
