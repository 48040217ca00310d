import { expect, test } from 'vitest'
import { defaultSettings } from '../../../../contract/model/client-storage/settings.ts'
import { createSettingsState, createSettingsStore } from '../../../../ui/state/settings.ts'

const old = { ...defaultSettings, apiKey: 'sk-old' }
const model = 'gpt-image-2/image-to-image'

test.each([
  ['forgotten', true, { ...old, apiKey: '', model }],
  ['kept, because that could not be stored', false, { ...old, model }],
])(
  'a key that is %s stays so, though the engine has the model stored meanwhile',
  async (_, isStored, expected) => {
    const store = createSettingsStore(old)
    let end = (): void => {}
    const keep = () =>
      new Promise<void>((resolve, reject) => {
        end = isStored ? resolve : reject
      })
    const state = createSettingsState(store, keep, () => Promise.reject(new Error('No test.')))
    const saving = state.save({ ...old, apiKey: '' })
    // What the engine sends to be stored: it would bring back the key.
    const sent = { ...store.get(), model } as const
    store.set(sent)
    expect(sent.apiKey).toBe('')
    end()
    expect(await saving).toBe(isStored)
    expect(store.get()).toEqual(expected)
  },
)
