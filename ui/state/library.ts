import { type ReadonlySignal, signal } from '@preact/signals'
import type { Library } from '../../contract/model/client-storage/library.ts'

/** What the designer collects, as it is now, and the way to change it. */
export interface LibraryStore {
  readonly current: ReadonlySignal<Library>
  /**
   * Takes a change at once, and keeps it in Figma's storage. Changes are kept one after the other,
   * so that an older one never lies over a newer.
   *
   * @returns whether Figma kept it; if not, it is there until the window is closed
   */
  change(change: (library: Library) => Library): Promise<boolean>
}

/** @param save keeps a library for good; rejects where that fails */
export function createLibraryStore(
  first: Library,
  save: (library: Library) => Promise<unknown>,
): LibraryStore {
  const current = signal(first)
  let kept = first
  let last: Promise<unknown> = Promise.resolve()

  async function keep(): Promise<boolean> {
    const latest = current.peek()
    // What came meanwhile was kept together with the change before.
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
