import { type ReadonlySignal, signal } from '@preact/signals'
import type { Library } from '../../contract/model/client-storage/library.ts'

/** The designer's collections, and the way to change them. */
export interface LibraryStore {
  readonly current: ReadonlySignal<Library>
  /**
   * Applies a change at once, and saves it in Figma's storage. Changes are saved one after the other, so
   * that an older one never overwrites a newer one.
   *
   * @returns whether Figma saved it; if not, it lasts until the window is closed
   */
  change(change: (library: Library) => Library): Promise<boolean>
}

/** @param save stores a library for good; rejects if that fails */
export function createLibraryStore(
  first: Library,
  save: (library: Library) => Promise<unknown>,
): LibraryStore {
  const current = signal(first)
  let kept = first
  let last: Promise<unknown> = Promise.resolve()

  async function keep(): Promise<boolean> {
    const latest = current.peek()
    // Changes made in between were saved together with the previous one.
    if (latest === kept) return true
    try {
      await save(latest)
    } catch (error) {
      console.warn('The library is not kept.', error)
      return false
    }
    kept = latest
    return true
  }

  return {
    current,
    change(change) {
      const next = change(current.peek())
      if (next === current.peek()) return Promise.resolve(true)
      current.value = next
      const saved = last.then(keep)
      last = saved
      return saved
    },
  }
}
