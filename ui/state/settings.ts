import type { Settings } from '../../contract/model/stored/settings.ts'
import { createListeners } from '../lib/listeners.ts'

/** The settings as they are now: read at the time of use, so that a corrected key counts at once. */
export interface SettingsStore {
  get(): Settings
  set(next: Settings): void
  /** Listens to changes; gives back the way to stop. */
  subscribe(listener: () => void): () => void
}

export function createSettingsStore(first: Settings): SettingsStore {
  const listeners = createListeners()
  let settings = first
  return {
    get: () => settings,
    set: (next) => {
      settings = next
      listeners.tell()
    },
    subscribe: listeners.subscribe,
  }
}
