import { expect, test, vi } from 'vitest'
import { emptyLibrary } from '../../../../contract/model/stored/library.ts'
import { defaultSettings } from '../../../../contract/model/stored/settings.ts'
import { createLibraryStore } from '../../../../ui/state/library.ts'
import { createPriceList } from '../../../../ui/state/prices.ts'
import { createSettingsStore } from '../../../../ui/state/settings.ts'

const settings = createSettingsStore(defaultSettings)
const library = createLibraryStore(emptyLibrary, () => Promise.resolve())
const prices = createPriceList()

test.each([
  ['settings', settings, () => settings.set({ ...defaultSettings, apiKey: 'sk-1' })],
  [
    'library',
    library,
    () => library.change((latest) => ({ ...latest, favourites: ['INSTA_STORY'] })),
  ],
  [
    'prices',
    prices,
    () => prices.update(new Map([['gpt-image-2-image-to-image', new Map([['1K', 0.02]])]]), 0),
  ],
])('a listener of the %s that throws keeps nothing from the others', (_, store, change) => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  const heard = vi.fn()
  store.subscribe(() => {
    throw new Error('a broken view')
  })
  store.subscribe(heard)
  const leave = store.subscribe(() => {
    throw new Error('it has left')
  })
  leave()
  void change()
  expect(heard).toHaveBeenCalledTimes(1)
  expect(complaints).toHaveBeenCalledTimes(1)
  complaints.mockRestore()
})
