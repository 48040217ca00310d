import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Settings } from '../../contract/model/client-storage/settings.ts'
import type { ImageModel } from '../catalog/models/model.ts'
import { modelOf } from '../catalog/models/models.ts'
import type { Account } from '../services/hiapi/client.ts'
import type { ConnectionVerdict } from '../services/hiapi/test-connection.ts'

/** The whole settings, with the API key. Only the engine and the form of the settings get at them. */
export interface SettingsStore {
  readonly current: ReadonlySignal<Settings>
  /** As they are now: read at the time of use, so that a corrected key counts at once. */
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

/** The settings as views see them: without the API key. */
export interface SettingsState {
  readonly current: ReadonlySignal<Omit<Settings, 'apiKey'>>
  readonly hasKey: ReadonlySignal<boolean>
  /** The model that pictures are ordered of. */
  readonly model: ReadonlySignal<ImageModel>
  /** US dollars: a run that is estimated to cost more is asked about first. */
  readonly confirmAbove: ReadonlySignal<number>
  /** The whole settings, for the form that changes them. */
  readForForm(): Settings
  /** Keeps the settings; says whether Figma kept them. If not, they stay as they were. */
  save(next: Settings): Promise<boolean>
  /** Tries checked fields before they are kept. Rejects when the signal is aborted. */
  test(fields: Account, signal: AbortSignal): Promise<ConnectionVerdict>
}

/** @param keep keeps settings for good; rejects where that fails */
export function createSettingsState(
  store: SettingsStore,
  keep: (settings: Settings) => Promise<unknown>,
  test: SettingsState['test'],
): SettingsState {
  const { current } = store
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
      try {
        await keep(next)
      } catch (error) {
        console.warn('The settings are not kept.', error)
        return false
      }
      store.set(next)
      return true
    },
    test,
  }
}
