import type { Settings } from '../plugin/protocol/settings.ts'

/** The settings as they are now: read at the time of use, so that a mended key counts at once. */
export interface SettingsStore {
  get(): Settings
  set(next: Settings): void
  /** Listens to changes; gives back the way to stop. */
  subscribe(listener: () => void): () => void
}

export function createSettingsStore(first: Settings): SettingsStore {
  const listeners = new Set<() => void>()
  let settings = first
  return {
    get: () => settings,
    set: (next) => {
      settings = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
