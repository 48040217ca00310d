import type { Library } from '../../contract/model/stored/library.ts'
import { createListeners } from '../lib/listeners.ts'

/** What the person collects, as it is now, and the way to change it. */
export interface LibraryStore {
  get(): Library
  /**
   * Takes a change at once, and keeps it in Figma's storage. Changes are kept one after the other,
   * so that an older one never lies over a newer.
   *
   * @returns whether Figma kept it; if not, it is there until the window is closed
   */
  change(change: (library: Library) => Library): Promise<boolean>
  /** Listens to changes; gives back the way to stop. */
  subscribe(listener: () => void): () => void
}

/** @param save keeps a library for good; rejects where that fails */
export function createLibraryStore(
  first: Library,
  save: (library: Library) => Promise<unknown>,
): LibraryStore {
  const listeners = createListeners()
  let library = first
  let kept = first
  let last: Promise<unknown> = Promise.resolve()

  async function keep(): Promise<boolean> {
    const latest = library
    // What came in the meantime was kept together with the change before.
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
    get: () => library,
    change(change) {
      const next = change(library)
      if (next === library) return Promise.resolve(true)
      library = next
      listeners.tell()
      const saved = last.then(keep)
      last = saved
      return saved
    },
    subscribe: listeners.subscribe,
  }
}
