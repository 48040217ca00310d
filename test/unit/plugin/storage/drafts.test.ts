import { expect, test } from 'vitest'
import type { SavedDraft } from '../../../../contract/model/client-storage/saved-draft.ts'
import { loadDraft, saveDraft } from '../../../../plugin/storage/drafts.ts'
import { ClientStorage, storageQuota } from '../../../host/storage.ts'

const draft = (prompt: string): SavedDraft => ({
  prompt,
  swapPrompt: '',
  ratios: ['16:9'],
  placements: ['INSTA_STORY'],
  resolution: '1K',
  sizing: { by: 'width' },
  copies: 1,
})

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

test('each file has its own; there is none at first', async () => {
  const store = storage()
  expect(await loadDraft(store, ['mark-1', 'Film'])).toBeNull()
  await saveDraft(store, 'mark-1', draft('A print'))
  const swap = { resolution: '4K', copies: 2 } as const
  await saveDraft(store, 'mark-2', { ...draft('A postcard'), swap })
  await saveDraft(store, 'mark-1', draft('A poster'))
  expect(await loadDraft(store, ['mark-1', 'Film'])).toEqual(draft('A poster'))
  expect(await loadDraft(store, ['mark-2', 'Other'])).toEqual({ ...draft('A postcard'), swap })
  expect(await loadDraft(store, ['mark-3', 'Third'])).toBeNull()
})

test('what was kept by the name is found until there is something by the mark', async () => {
  const store = storage()
  await saveDraft(store, 'Film', draft('by name'))
  expect(await loadDraft(store, ['mark-1', 'Film'])).toEqual(draft('by name'))
  await saveDraft(store, 'mark-1', draft('by mark'))
  expect(await loadDraft(store, ['mark-1', 'Film'])).toEqual(draft('by mark'))
})

test('thirty files are remembered; the one that was left alone for longest goes', async () => {
  const store = storage()
  for (let file = 0; file < 30; file += 1) await saveDraft(store, `f${String(file)}`, draft('x'))
  await saveDraft(store, 'f0', draft('again'))
  await saveDraft(store, 'f30', draft('new'))
  expect(await loadDraft(store, ['f0'])).toEqual(draft('again'))
  expect(await loadDraft(store, ['f1'])).toBeNull()
  expect(await loadDraft(store, ['f2'])).toEqual(draft('x'))
  expect(await loadDraft(store, ['f30'])).toEqual(draft('new'))
})

test('entries that can’t be read don’t stand in the way of the others', async () => {
  const store = storage()
  const good = { file: 'mark-1', draft: draft('A print') }
  const odd = [null, 7, 'x', { file: 'mark-2' }, { file: 3, draft: draft('y') }]
  const worse = [{ file: 'mark-4', draft: 7 }]
  store.kept.set('drafts', [...odd, ...worse, good])
  expect(await loadDraft(store, ['mark-2', 'mark-1'])).toEqual(draft('A print'))
  expect(await loadDraft(store, ['mark-4'])).toBeNull()
  await saveDraft(store, 'mark-5', draft('next'))
  expect(await loadDraft(store, ['mark-1'])).toEqual(draft('A print'))
  for (const value of ['x', 5, null, {}]) {
    store.kept.set('drafts', value)
    expect(await loadDraft(store, ['mark-1'])).toBeNull()
  }
})

test('what another version has kept is still there after this one has kept something', async () => {
  const store = storage()
  const newer = { file: 'mark-1', draft: { ...draft('A print'), resolution: '8K', mood: 'calm' } }
  const older = { file: 'mark-2', draft: { ...draft('A card'), mood: 'calm' } }
  store.kept.set('drafts', [newer, older])
  await saveDraft(store, 'mark-3', draft('A poster'))
  expect(store.kept.get('drafts')).toEqual([
    { file: 'mark-3', draft: draft('A poster') },
    newer,
    older,
  ])
  await saveDraft(store, 'mark-1', draft('A banner'))
  expect(await loadDraft(store, ['mark-1'])).toEqual(draft('A banner'))
})

test('a full storage says so, and leaves what was there', async () => {
  const store = storage()
  await saveDraft(store, 'mark-1', draft('A print'))
  const huge = draft('x'.repeat(storageQuota))
  await expect(saveDraft(store, 'mark-1', huge)).rejects.toMatchObject({ code: 'storage-full' })
  expect(await loadDraft(store, ['mark-1'])).toEqual(draft('A print'))
})

test.each(['ratios', 'placements', 'resolution', 'sizing', 'copies', 'swap', 'live'])(
  'a draft whose %s can’t be read keeps the rest of it',
  async (field) => {
    const store = storage()
    const whole = { ...draft('A print'), swap: { resolution: '4K', copies: 2 } }
    await store.setAsync('drafts', [{ file: 'mark-1', draft: { ...whole, [field]: 7 } }])
    const read = await loadDraft(store, ['mark-1'])
    expect(read).toMatchObject({ prompt: 'A print', swapPrompt: '' })
    const others = Object.entries(whole).filter(([name]) => name !== field)
    expect(read).toMatchObject(Object.fromEntries(others))
  },
)
