import { expect, test } from 'vitest'
import { type Library, emptyLibrary } from '../../../../contract/model/client-storage/library.ts'
import { decodeLibrary, loadLibrary, saveLibrary } from '../../../../plugin/storage/library.ts'
import { ClientStorage, storageQuota } from '../../../host/storage.ts'

const library: Library = {
  version: 1,
  favourites: ['instagram-story'],
  placements: [{ id: 'own-1', name: 'Banner', width: 970, height: 250 }],
  sets: [
    {
      id: 'set-1',
      name: 'Launch kit',
      ratios: ['1:1'],
      placements: ['own-1'],
      resolution: '2K',
      sizing: { by: 'edge', pixels: 1600 },
      copies: 2,
    },
  ],
  history: [{ text: 'At dusk', at: 5, favourite: true }],
}

function storage() {
  const kept = new ClientStorage()
  return {
    kept,
    getAsync: (key: string) => Promise.resolve(kept.get(key)),
    setAsync: (key: string, value: unknown) => Promise.resolve().then(() => kept.set(key, value)),
    deleteAsync: (key: string) => Promise.resolve().then(() => kept.delete(key)),
    keysAsync: () => Promise.resolve(kept.keys()),
  }
}

test('a library is read as it was saved; there is none at first', async () => {
  const store = storage()
  expect(await loadLibrary(store)).toEqual(emptyLibrary)
  await saveLibrary(store, library, emptyLibrary)
  expect(await loadLibrary(store)).toEqual(library)
})

test('what two windows collect lies side by side', async () => {
  const store = storage()
  const [set, prompt] = [library.sets[0], library.history[0]]
  if (set === undefined || prompt === undefined) throw new Error('no sample')
  await saveLibrary(store, library, emptyLibrary)
  // One window renames its set, deletes its placement and adds a favourite …
  const renamed = { ...set, name: 'Autumn kit' }
  const one = { ...library, placements: [], sets: [renamed], favourites: ['instagram-story', 'b'] }
  await saveLibrary(store, one, library)
  // … and the other, which knows nothing of that, uses a prompt, and then another.
  const first = { text: 'At dawn', at: 9, favourite: false }
  const second = { text: 'At noon', at: 12, favourite: false }
  const other = { ...library, history: [first, prompt] }
  await saveLibrary(store, other, library)
  await saveLibrary(store, { ...other, history: [second, first, prompt] }, other)
  expect(await loadLibrary(store)).toEqual({ ...one, history: [second, first, prompt] })
  // What it deletes itself does not come back.
  await saveLibrary(
    store,
    { ...one, favourites: [], history: [] },
    {
      ...one,
      history: [second, first, prompt],
    },
  )
  expect(await loadLibrary(store)).toEqual({ ...one, favourites: [], history: [] })
})

test('an entry that can’t be read takes no other with it', () => {
  const [placement, set, prompt] = [library.placements[0], library.sets[0], library.history[0]]
  expect(
    decodeLibrary({
      version: 7,
      favourites: ['a', 3, 'b'],
      placements: [{ ...placement, width: -1 }, placement],
      sets: [set, { ...set, ratios: ['wide'] }],
      history: [null, prompt, { text: 'No date' }],
    }),
  ).toEqual({ ...library, favourites: ['a', 'b'] })
  expect(decodeLibrary({ ...library, history: 'lost' })).toEqual({ ...library, history: [] })
  for (const odd of [null, undefined, 'text', 5, []]) {
    expect(decodeLibrary(odd)).toEqual(emptyLibrary)
  }
})

test('what can’t be read stays as it is when the library is kept', async () => {
  const store = storage()
  const later = { ...library.sets[0], id: 'set-2', ratios: ['wide'] }
  store.kept.set('library', { ...library, version: 2, sets: [later], looks: ['dark'] })
  await saveLibrary(store, library, emptyLibrary)
  expect(store.kept.get('library')).toEqual({
    ...library,
    version: 2,
    sets: [library.sets[0], later],
    looks: ['dark'],
  })
})

const saved = async (history: Library['history']) => {
  const store = storage()
  await saveLibrary(store, { ...library, history }, emptyLibrary)
  return { history: (await loadLibrary(store)).history, used: store.kept.used }
}

test('200 prompts are kept: the newest, and every favourite however old', async () => {
  const prompts = Array.from({ length: 300 }, (_, at) => ({
    text: `Prompt ${String(at)}`,
    at: 1000 - at,
    favourite: at >= 290,
  }))
  const { history } = await saved(prompts)
  expect(history).toEqual([...prompts.slice(0, 190), ...prompts.slice(290)])
})

test('long prompts are kept as far as they have 400,000 characters together', async () => {
  const prompts = Array.from({ length: 60 }, (_, at) => ({
    text: 'ü'.repeat(20_000),
    at: 1000 - at,
    favourite: at === 59,
  }))
  const { history, used } = await saved(prompts)
  expect(history).toEqual([...prompts.slice(0, 19), ...prompts.slice(59)])
  expect(used).toBeLessThan(storageQuota / 4)
})

test('favourites are never dropped, were they more than that', async () => {
  const prompts = Array.from({ length: 250 }, (_, at) => ({
    text: `${String(at)} ${'a'.repeat(3000)}`,
    at: 1000 - at,
    favourite: at > 0,
  }))
  expect((await saved(prompts)).history).toEqual(prompts.slice(1))
})
