import { describe, expect, it } from 'vitest'
import {
  FileId,
  IdempotencyKey,
  ImageHash,
  JobId,
  NodeId,
  PageId,
  RunId,
  TaskId,
} from '../../../plugin/protocol/ids.ts'
import type { LedgerEntry } from '../../../plugin/protocol/ledger.ts'
import { createLedger } from '../../../plugin/storage/ledger.ts'
import { ClientStorage, storageQuota } from '../../host/storage.ts'

const run = RunId.parse('r1')
const file = { id: FileId.parse('f1'), name: 'Spring campaign' }

function entry(job: string, change: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    run,
    job: JobId.parse(job),
    at: 1,
    source: {
      id: NodeId.parse('1:2'),
      page: PageId.parse('0:1'),
      name: 'Poster',
      bounds: { x: 0, y: 0, width: 10, height: 10 },
    },
    target: { kind: 'ratio', ratio: '1:1' },
    size: { width: 10, height: 10 },
    resolution: '1K',
    request: {
      model: 'gpt-image-2-image-to-image',
      prompt: 'A print',
      ratio: '1:1',
      resolution: '1K',
      callbackUrl: '',
      idempotencyKey: IdempotencyKey.parse(`restage-${job}-1`),
    },
    reference: null,
    node: null,
    submission: { state: 'unsent' },
    account: '',
    stopped: false,
    ...change,
  }
}

/** Client storage that counts what is written, and fails while it is told to. */
function storage(kept = new ClientStorage()) {
  const log = { writes: 0, full: false }
  const write = (act: () => void) => {
    log.writes++
    if (log.full) return Promise.reject(new Error('the quota is exceeded'))
    return Promise.resolve().then(act)
  }
  return Object.assign(log, {
    kept,
    getAsync: (key: string) => Promise.resolve(kept.get(key)),
    setAsync: (key: string, value: unknown) => write(() => kept.set(key, value)),
    deleteAsync: (key: string) => write(() => kept.delete(key)),
    keysAsync: () => Promise.resolve(kept.keys()),
  })
}

describe('the ledger', () => {
  it('gives another window all that it was told, and forgets what is settled', async () => {
    const store = storage()
    const ledger = createLedger(store)
    const [a, b] = [entry('a'), entry('b', { request: { ...entry('b').request, prompt: 'Other' } })]
    await ledger.add(file, [a, b])
    const reference = {
      hash: ImageHash.parse('h'),
      type: 'image/png',
      width: 1,
      height: 2,
    } as const
    const known = { state: 'created', at: 5, task: TaskId.parse('tk-1') } as const
    await ledger.change(run, new Map([[a.job, { reference, submission: known }]]))
    expect(await createLedger(store).runs()).toEqual([
      { run, file, entries: [{ ...a, reference, submission: known }, b] },
    ])
    await ledger.remove(a)
    expect((await createLedger(store).runs())[0]?.entries).toEqual([b])
    await ledger.remove(b)
    expect(store.kept.keys()).toEqual([])
  })

  it('writes what changes at the same time together', async () => {
    const store = storage()
    const ledger = createLedger(store)
    const entries = Array.from({ length: 50 }, (_, index) => entry(`j${String(index)}`))
    await ledger.add(file, entries)
    store.writes = 0
    await Promise.all(
      entries.map(({ job }) => ledger.change(run, new Map([[job, { stopped: true }]]))),
    )
    expect(store.writes).toBeLessThanOrEqual(2)
    expect((await createLedger(store).runs())[0]?.entries.every(({ stopped }) => stopped)).toBe(
      true,
    )
  })

  it('takes all jobs of a run or none, and says when the storage is full', async () => {
    const store = storage()
    const ledger = createLedger(store)
    store.full = true
    await expect(ledger.add(file, [entry('a')])).rejects.toMatchObject({ code: 'storage-failed' })
    store.full = false
    await ledger.add(file, [entry('b')])
    expect((await createLedger(store).runs())[0]?.entries.map(({ job }) => job)).toEqual(['b'])
  })

  it('writes with the next change what could not be written with the last', async () => {
    const store = storage()
    const ledger = createLedger(store)
    const [a, b] = [entry('a'), entry('b')]
    await ledger.add(file, [a, b])
    store.full = true
    const known = { state: 'created', at: 5, task: TaskId.parse('tk-1') } as const
    await expect(
      ledger.change(run, new Map([[a.job, { submission: known }]])),
    ).rejects.toMatchObject({ code: 'storage-failed' })
    store.full = false
    await ledger.change(run, new Map([[b.job, { stopped: true }]]))
    const [kept] = await createLedger(store).runs()
    expect(kept?.entries[0]?.submission).toEqual(known)
  })

  it('does not bring back a job that has left', async () => {
    const ledger = createLedger(storage())
    await ledger.add(file, [entry('a')])
    await ledger.remove(entry('a'))
    await ledger.change(run, new Map([[JobId.parse('a'), { stopped: true }]]))
    expect(await ledger.runs()).toEqual([])
  })

  it('leaves alone what it can’t read: another version may', async () => {
    const store = storage()
    const odd = { version: 2, anything: true }
    store.kept.set('run/later', odd)
    store.kept.set('settings', { version: 1 })
    const ledger = createLedger(store)
    expect(await ledger.runs()).toEqual([])
    await ledger.forget(file.id)
    expect(store.kept.get('run/later')).toEqual(odd)
  })

  it('stays far from the quota with 200 jobs and the longest prompt', async () => {
    const store = storage()
    const long = 'ü'.repeat(20_000)
    const entries = Array.from({ length: 200 }, (_, index) => {
      const job = `${String(index)}-${'a'.repeat(32)}`
      return entry(job, { request: { ...entry(job).request, prompt: long } })
    })
    await createLedger(store).add(file, entries)
    expect(store.kept.used).toBeLessThan(storageQuota / 20)
    expect((await createLedger(store).runs())[0]?.entries[7]?.request.prompt).toBe(long)
  })
})
