import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Settings } from '../../contract/model/client-storage/settings.ts'
import type { ImageModel } from '../../contract/hiapi/models/model.ts'
import { modelOf } from '../../contract/hiapi/models/models.ts'
import type { Account } from '../services/hiapi/transport.ts'
import type { ConnectionVerdict } from '../services/hiapi/test-connection.ts'
import type { RelayVerdict } from '../services/relay/test-relay.ts'

/** The whole settings, with the API key. Only the engine and the settings form have access. */
export interface SettingsStore {
  readonly current: ReadonlySignal<Settings>
  /** The present settings: read at each use, so that a corrected key counts at once. */
  get(): Settings
  set(next: Settings): void
}

export function createSettingsStore(first: Settings): SettingsStore {
  const current = signal(first)
  return {
    current,
    get: () => current.peek(),
    set(next) {
      current.value = next
    },
  }
}

/** The settings for views: without the API key. */
export interface SettingsState {
  readonly current: ReadonlySignal<Omit<Settings, 'apiKey'>>
  readonly hasKey: ReadonlySignal<boolean>
  readonly model: ReadonlySignal<ImageModel>
  /** US dollars: a run with a higher estimate needs a confirmation. */
  readonly confirmAbove: ReadonlySignal<number>
  /** The whole settings, for the form that changes them. */
  readForForm(): Settings
  /** Saves the settings; returns whether Figma saved them. If not, they stay as Figma has them. */
  save(next: Settings): Promise<boolean>
  /** Tests checked fields before they are saved. Rejects when the signal is aborted. */
  test(fields: Account, signal: AbortSignal): Promise<ConnectionVerdict | RelayVerdict>
}

/** @param keep stores settings for good; rejects if that fails */
export function createSettingsState(
  store: SettingsStore,
  keep: (settings: Settings) => Promise<unknown>,
  test: SettingsState['test'],
): SettingsState {
  const { current } = store
  let kept = current.peek()
  let last = kept
  const modelName = computed(() => current.value.model)
  return {
    current: computed(() => {
      const { apiKey, ...others } = current.value
      return others
    }),
    hasKey: computed(() => current.value.apiKey !== ''),
    model: computed(() => modelOf(modelName.value)),
    confirmAbove: computed(() => current.value.confirmAbove),
    readForForm: () => current.peek(),
    async save(next) {
      last = next
      // At once: what the engine stores meanwhile would bring back a key that was forgotten.
      store.set(next)
      try {
        await keep(next)
      } catch (error) {
        console.warn('The settings are not kept.', error)
        // A later save may still succeed: it has all that this one had.
        if (last === next) store.set({ ...kept, model: current.peek().model })
        return false
      }
      kept = next
      return true
    },
    test,
  }
}
