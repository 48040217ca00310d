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
import type { LedgerEntry, Part } from '../../../plugin/protocol/ledger.ts'
import { type FurtherReference, type Making, plainMaking } from '../../../plugin/protocol/recipe.ts'
import { createLedger } from '../../../plugin/storage/ledger.ts'
import { ClientStorage, storageQuota } from '../../host/storage.ts'

const run = RunId.parse('r1')
const file = { id: FileId.parse('f1'), name: 'Spring campaign' }

const part: Part = {
  target: { kind: 'ratio', ratio: '1:1' },
  size: { width: 10, height: 10 },
  name: 'Poster · 1:1',
  format: 'PNG',
  focalPoint: { x: 0.5, y: 0.5 },
  into: null,
  swaps: null,
  node: null,
}

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
    anchor: null,
    parts: [part],
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
    making: plainMaking,
    submission: { state: 'unsent' },
    account: '',
    stopped: false,
    ...change,
  }
}

function further(hash: string): FurtherReference {
  const reference = { hash: ImageHash.parse(hash), type: 'image/png', width: 8, height: 6 } as const
  return { reference, role: 'style', name: `Layer ${hash}` }
}

/** A run of two jobs, as the first version kept it. */
const firstRun =
  '{"version":1,"run":"r1","file":{"id":"f1","name":"Spring campaign"},"prompts":["A print","Other"],' +
  '"entries":[{"run":"r1","job":"a","at":1,"source":{"id":"1:2","page":"0:1","name":"Poster",' +
  '"bounds":{"x":0,"y":0,"width":10,"height":10}},"target":{"kind":"ratio","ratio":"auto"},' +
  '"size":{"width":12.5,"height":8},"resolution":"1K","request":{"model":"gpt-image-2-image-to-image",' +
  '"prompt":0,"ratio":"auto","resolution":"1K","callbackUrl":"","idempotencyKey":"restage-a-1"},' +
  '"reference":{"hash":"h","type":"image/png","width":20,"height":20},"node":"4:5",' +
  '"submission":{"state":"created","at":7,"task":"tk-1"},"account":"me","stopped":true},' +
  '{"run":"r1","job":"b","at":1,"source":{"id":"1:2","page":"0:1","name":"Poster",' +
  '"bounds":{"x":0,"y":0,"width":10,"height":10}},"target":{"kind":"ratio","ratio":"1:1"},' +
  '"size":{"width":10,"height":10},"resolution":"1K","request":{"model":"gpt-image-2-image-to-image",' +
  '"prompt":1,"ratio":"1:1","resolution":"1K","callbackUrl":"","idempotencyKey":"restage-b-1"},' +
  '"reference":null,"node":null,"submission":{"state":"unsent"},"account":"","stopped":false}]}'

/** What `firstRun` tells of its first job beyond the usual. */
const sentOnce: Partial<LedgerEntry> = {
  request: { ...entry('a').request, ratio: 'auto' },
  reference: { hash: ImageHash.parse('h'), type: 'image/png', width: 20, height: 20 },
  submission: { state: 'created', at: 7, task: TaskId.parse('tk-1') },
  account: 'me',
  stopped: true,
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
    const odd = { version: 3, anything: true }
    store.kept.set('run/later', odd)
    store.kept.set('settings', { version: 1 })
    const ledger = createLedger(store)
    expect(await ledger.runs()).toEqual([])
    await ledger.forget(file.id)
    expect(store.kept.get('run/later')).toEqual(odd)
  })

  it('stays far from the quota with 200 jobs, the longest prompt and the most references', async () => {
    const store = storage()
    const [sent, written] = ['ü'.repeat(20_000), 'ö'.repeat(20_000)]
    const references = Array.from({ length: 15 }, (_, index) => further(`h${String(index)}`))
    const entries = Array.from({ length: 200 }, (_, index) => {
      const job = `${String(index)}-${'a'.repeat(32)}`
      const request = { ...entry(job).request, prompt: sent }
      return entry(job, { request, making: { ...plainMaking, template: written, references } })
    })
    await createLedger(store).add(file, entries)
    expect(store.kept.used).toBeLessThan(storageQuota / 15)
    expect((await createLedger(store).runs())[0]?.entries).toEqual(entries)
  })

  it('gives back jobs of several parts, and what they were made from', async () => {
    const store = storage()
    const story: Part = {
      target: {
        kind: 'placement',
        placement: 'instagram-story',
        name: 'Instagram story',
        size: { width: 1080, height: 1920 },
      },
      size: { width: 1080, height: 1920 },
      name: 'Poster · Instagram story',
      format: 'JPG',
      focalPoint: { x: 0.2, y: 1 },
      into: NodeId.parse('3:4'),
      swaps: null,
      node: NodeId.parse('3:4'),
    }
    const making: Making = {
      template: '{name} at dusk',
      keepWords: true,
      references: [further('style'), further('brand')],
      price: 0.04,
      copy: 2,
      serves: ['1:1', 'Instagram story'],
    }
    const entries = [
      entry('a', { parts: [part, story], making }),
      entry('b', { making: { ...plainMaking, references: [further('brand')] } }),
    ]
    await createLedger(store).add(file, entries)
    expect(await createLedger(store).runs()).toEqual([{ run, file, entries }])
  })

  it('reads what an earlier version wrote, and goes on with it', async () => {
    const store = storage()
    store.kept.set('run/r1', firstRun)
    const ledger = createLedger(store)
    const [kept] = await ledger.runs()
    const node = NodeId.parse('4:5')
    const auto = { ...part, target: { kind: 'ratio', ratio: 'auto' }, name: 'Poster · auto', node }
    expect(kept).toEqual({
      run,
      file,
      entries: [
        { ...entry('a'), parts: [{ ...auto, size: { width: 12.5, height: 8 } }], ...sentOnce },
        { ...entry('b'), request: { ...entry('b').request, prompt: 'Other' } },
      ],
    })
    await ledger.remove(entry('a'))
    expect((await createLedger(store).runs())[0]?.entries).toEqual([kept?.entries[1]])
  })
})
