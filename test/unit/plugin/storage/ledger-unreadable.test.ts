import { describe, expect, it } from 'vitest'
import { FileId, TaskId } from '../../../../contract/model/ids.ts'
import { refOf } from '../../../../contract/model/client-storage/ledger.ts'
import { run, file, storage, open, sending, created, a, b, c } from './sample-ledger.ts'

describe('a ledger of which something can’t be read', () => {
  const text = (change: (entries: Record<string, unknown>[]) => void) => {
    const store = storage()
    return open(store)
      .add(file, [a, b, c])
      .then(() => {
        const [key = ''] = store.kept.keys()
        const value = JSON.parse(String(store.kept.get(key))) as {
          entries: Record<string, unknown>[]
        }
        change(value.entries)
        const odd = JSON.stringify(value)
        store.kept.set(key, odd)
        return { store, key, odd }
      })
  }

  it.each<[string, (entries: Record<string, unknown>[]) => void]>([
    ['a field of another kind', ([first]) => Object.assign(first ?? {}, { at: 'soon' })],
    [
      'a prompt that is not there',
      ([first]) => Object.assign(first ?? {}, { request: { ...a.request, prompt: 9 } }),
    ],
    ['no name', ([first]) => delete first?.['plan']],
    ['nothing of an entry', (entries) => entries.splice(0, 1, null as never)],
  ])('%s: the others go on, and it stays as it is', async (_, change) => {
    const { store, key, odd } = await text(change)
    const ledger = open(store)
    expect(await ledger.read()).toEqual({ runs: [{ run, file, entries: [b, c] }], unreadable: 1 })
    await ledger.change(refOf(b), { submission: created })
    await ledger.remove(refOf(b), TaskId.parse('tk-1'))
    expect(await ledger.change(refOf(a), { submission: sending })).toBe(false)
    await ledger.remove(refOf(a))
    await ledger.forget(file.id)
    expect(store.kept.get(key)).toBe(odd)
    expect(await open(store).read()).toEqual({ runs: [], unreadable: 1 })
  })

  it.each([
    ['a run of another version', JSON.stringify({ version: 4, entries: [{}, {}] }), 2],
    ['another format', 'x{', 1],
    ['no format at all', 12, 1],
  ])('%s is counted, and stays', async (_, odd, count) => {
    const store = storage()
    store.kept.set('run/later', odd)
    const ledger = open(store)
    await ledger.add(file, [a])
    expect(await ledger.read()).toMatchObject({ runs: [{ entries: [a] }], unreadable: count })
    await ledger.forget(file.id)
    expect(store.kept.keys()).toEqual(['run/later'])
    expect(store.kept.get('run/later')).toBe(odd)
  })

  it('a job is not taken for unsent because what became of it can’t be read', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [a, b])
    for (const kind of ['state', 'task']) {
      await ledger.change(refOf(a), { submission: created })
      const key = store.kept.keys().find((each) => each.startsWith(kind)) ?? ''
      const good = store.kept.get(key)
      for (const odd of ['x{', { submission: 'later' }, 5]) {
        store.kept.set(key, odd)
        expect(await open(store).read()).toMatchObject({
          runs: [{ entries: [b] }],
          unreadable: 1,
        })
        expect(await open(store).change(refOf(a), { submission: sending })).toBe(false)
        expect(store.kept.get(key)).toEqual(odd)
      }
      store.kept.set(key, good)
    }
  })

  it.each([['x{'], [{ id: 5 }], [null]])(
    'jobs whose later file can’t be read are those of the first file: %j',
    async (odd) => {
      const store = storage()
      const ledger = open(store)
      await ledger.add(file, [a])
      await ledger.move(file.id, { id: FileId.parse('f3'), name: 'Spring, final' })
      const key = store.kept.keys().find((each) => each.startsWith('file/')) ?? ''
      store.kept.set(key, odd)
      const found = { runs: [{ run, file, entries: [a] }], unreadable: 0 }
      expect(await open(store).read()).toEqual(found)
    },
  )
})
