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

test.each([
  ['the first of two fails', [false, true], 'sk-second'],
  ['the second of two fails', [true, false], 'sk-first'],
  ['both fail', [false, false], 'sk-old'],
])('where %s, the settings are what is stored', async (_, stored, expected) => {
  const store = createSettingsStore(old)
  const ends: (() => void)[] = []
  const keep = () =>
    new Promise<void>((resolve, reject) => {
      ends.push(stored[ends.length] === true ? resolve : reject)
    })
  const state = createSettingsState(store, keep, () => Promise.reject(new Error('No test.')))
  const saving = ['sk-first', 'sk-second'].map((apiKey) => state.save({ ...old, apiKey }))
  for (const end of ends) end()
  expect(await Promise.all(saving)).toEqual(stored)
  expect(store.get().apiKey).toBe(expected)
})
