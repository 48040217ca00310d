import fc from 'fast-check'
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
} from '../../../../contract/model/ids.ts'
import {
  LedgerEntry,
  type Submission,
  refOf,
} from '../../../../contract/model/client-storage/ledger.ts'
import type { FurtherReference } from '../../../../contract/model/reference.ts'
import type { JobDetails, JobPlan, PartPlan } from '../../../../contract/model/job-plan.ts'
import { createLedger } from '../../../../plugin/storage/ledger.ts'
import { ClientStorage, storageQuota } from '../../../host/storage.ts'
import { plainDetails } from '../../../plain-details.ts'

const run = RunId.parse('r1')
const file = { id: FileId.parse('f1'), name: 'Spring campaign' }

const part: PartPlan = {
  target: { kind: 'ratio', ratio: '1:1' },
  size: { width: 10, height: 10 },
  name: 'Poster · 1:1',
  format: 'PNG',
  focalPoint: { x: 0.5, y: 0.5 },
  into: null,
  swaps: null,
}

function entry(
  job: string,
  change: Partial<LedgerEntry> = {},
  planned: Partial<JobPlan> = {},
): LedgerEntry {
  return {
    plan: { ...planFor(job), ...planned },
    at: 1,
    request: {
      model: 'gpt-image-2-image-to-image',
      prompt: 'A print',
      ratio: '1:1',
      resolution: '1K',
      callbackUrl: '',
      idempotencyKey: IdempotencyKey.parse(`restage-${job}-1`),
    },
    reference: null,
    nodes: [null],
    submission: { state: 'unsent' },
    account: '',
    stopped: false,
    ...change,
  }
}

function planFor(job: string): JobPlan {
  return {
    id: JobId.parse(job),
    run,
    source: {
      id: NodeId.parse('1:2'),
      page: PageId.parse('0:1'),
      name: 'Poster',
      bounds: { x: 0, y: 0, width: 10, height: 10 },
    },
    anchor: null,
    parts: [part],
    ratio: '1:1',
    resolution: '1K',
    prompt: 'A print',
    details: plainDetails,
    price: 0.03,
  }
}

function further(hash: string): FurtherReference {
  const reference = { hash: ImageHash.parse(hash), type: 'image/png', width: 8, height: 6 } as const
  return { reference, role: 'style', name: `Layer ${hash}` }
}

/** Client storage that fails while it is told to: everything, or so many writes. */
function storage(kept = new ClientStorage()) {
  const log = { failing: 0, sets: 0 }
  const write = (act: () => void) => {
    if (log.failing > 0) {
      log.failing--
      return Promise.reject(new Error('no'))
    }
    return Promise.resolve().then(act)
  }
  return Object.assign(log, {
    kept,
    getAsync: (key: string) => Promise.resolve(kept.get(key)),
    setAsync: (key: string, value: unknown) => {
      log.sets++
      return write(() => kept.set(key, value))
    },
    deleteAsync: (key: string) => write(() => kept.delete(key)),
    keysAsync: () => Promise.resolve(kept.keys()),
  })
}

let time = 0
/** A window that has just been opened. */
const open = (store: ReturnType<typeof storage>) => createLedger(store, () => ++time)
const entriesIn = async (store: ReturnType<typeof storage>) =>
  (await open(store).read()).runs.flatMap(({ entries }) => entries)
const jobsIn = async (store: ReturnType<typeof storage>) =>
  (await entriesIn(store)).map(({ plan }) => plan.id)

const sending: Submission = { state: 'sending', since: 3 }
const created: Submission = { state: 'created', at: 5, task: TaskId.parse('tk-1') }
const reference = { hash: ImageHash.parse('h'), type: 'image/png', width: 1, height: 2 } as const
const [a, b, c] = [entry('a'), entry('b'), entry('c')]

describe('the ledger', () => {
  it('gives another window all that it was told, and forgets what is settled', async () => {
    const store = storage()
    const ledger = open(store)
    const other = entry('b', { request: { ...entry('b').request, prompt: 'Other' } })
    await ledger.add(file, [a, other])
    expect(await ledger.change(refOf(a), { reference, submission: created })).toBe(true)
    expect(await open(store).read()).toEqual({
      runs: [{ run, file, entries: [{ ...a, reference, submission: created }, other] }],
      unreadable: 0,
    })
    await ledger.remove(refOf(a))
    expect(await entriesIn(store)).toEqual([other])
    await ledger.remove(refOf(b))
    expect(store.kept.keys()).toEqual([])
  })

  it('takes all jobs of a run or none, and says when the storage fails', async () => {
    const store = storage()
    const ledger = open(store)
    store.failing = 1
    await expect(ledger.add(file, [a, b])).rejects.toMatchObject({ code: 'storage-failed' })
    expect(await entriesIn(store)).toEqual([])
    await ledger.add(file, [b])
    expect(await jobsIn(store)).toEqual(['b'])
  })

  it('keeps both of two jobs that are written down again at the same time, were one write to fail', async () => {
    const store = storage()
    const ledger = open(store)
    store.failing = 1
    const [first, second] = [ledger.add(file, [a]), ledger.add(file, [b])]
    await expect(first).rejects.toMatchObject({ code: 'storage-failed' })
    await second
    await ledger.add(file, [a])
    await Promise.all([a, b].map((each) => ledger.change(refOf(each), { submission: created })))
    expect((await entriesIn(store)).map(({ plan, submission }) => [plan.id, submission])).toEqual(
      expect.arrayContaining([
        ['a', created],
        ['b', created],
      ]),
    )
  })

  it('knows after a failed write what was there before it', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [a, b])
    store.failing = 1
    await expect(ledger.change(refOf(a), { submission: sending })).rejects.toThrow()
    await ledger.change(refOf(b), { stopped: true })
    expect(await entriesIn(store)).toEqual([a, { ...b, stopped: true }])
    await ledger.change(refOf(a), { submission: sending })
    await ledger.change(refOf(a), { submission: { state: 'unsent' } })
    expect((await entriesIn(store))[0]).toEqual(a)
  })

  it('says that a job is not there (or no longer), and does not bring it back', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [a, b])
    await ledger.remove(refOf(a))
    for (const job of [a, c]) expect(await ledger.change(refOf(job), { stopped: true })).toBe(false)
    expect(await jobsIn(store)).toEqual(['b'])
    await ledger.remove(refOf(b))
    expect(await ledger.change(refOf(b), { submission: sending })).toBe(false)
    expect(await jobsIn(store)).toEqual([])
  })

  it('takes a job that has left as it is written down again', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [a, b])
    await ledger.change(refOf(a), { submission: created })
    await ledger.remove(refOf(a))
    const again = entry('a', { request: { ...a.request, prompt: 'Again' } })
    await ledger.add(file, [again])
    expect(await entriesIn(store)).toEqual(expect.arrayContaining([b, again]))
    await ledger.remove(refOf(b))
    await ledger.remove(refOf(a))
    expect(store.kept.keys()).toEqual([])
  })

  it('forgets a file without a write: also where nothing more fits', async () => {
    const store = storage()
    await open(store).add(file, [a, b])
    await open(store).change(refOf(a), { submission: sending })
    store.kept.set('filling', 'x'.repeat(storageQuota - store.kept.used - 9))
    store.sets = 0
    await open(store).forget(file.id)
    expect([store.kept.keys(), store.sets]).toEqual([['filling'], 0])
  })

  it('says whose space is full', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [a])
    store.kept.set('filling', 'ü'.repeat(storageQuota - store.kept.used - 9))
    await expect(ledger.add(file, [b])).rejects.toMatchObject({
      code: 'storage-full',
      message: 'storage-full',
    })
    await expect(ledger.change(refOf(a), { submission: sending })).rejects.toMatchObject({
      code: 'storage-full',
    })
    expect(await entriesIn(store)).toEqual([a])
  })

  it('takes 200 jobs with long prompts of their own, and names of any length', async () => {
    const store = storage()
    const name = 'ü'.repeat(2_000)
    const references = Array.from({ length: 15 }, (_, index) => ({
      ...further(`h${String(index)}`),
      name,
    }))
    const entries = Array.from({ length: 200 }, (_, index) => {
      const { request, plan } = entry(String(index))
      const prompt = String(index).padEnd(20_000, 'a')
      const details = { ...plainDetails, template: 'ö'.repeat(20_000), references }
      const source = { ...plan.source, name }
      const planned = { source, parts: [{ ...part, name }] as [PartPlan], prompt, details }
      // As it comes in.
      return LedgerEntry.parse(entry(String(index), { request: { ...request, prompt } }, planned))
    })
    const ledger = open(store)
    await ledger.add({ ...file, name }, entries)
    for (const each of entries) {
      await ledger.change(refOf(each), { nodes: each.nodes, reference, request: each.request })
      await ledger.change(refOf(each), { submission: created })
    }
    const kept = await entriesIn(store)
    expect(kept.map(({ request }) => request)).toEqual(entries.map(({ request }) => request))
    expect(kept[0]?.plan.source.name).toHaveLength(200)
    expect(store.kept.used).toBeLessThan(storageQuota)
  })

  it('stays far from the quota with 200 jobs, the longest prompt and the most references', async () => {
    const store = storage()
    const [sent, written] = ['ü'.repeat(20_000), 'ö'.repeat(20_000)]
    const references = Array.from({ length: 15 }, (_, index) => further(`h${String(index)}`))
    const entries = Array.from({ length: 200 }, (_, index) => {
      const job = `${String(index)}-${'a'.repeat(32)}`
      const request = { ...entry(job).request, prompt: sent }
      const details = { ...plainDetails, template: written, references }
      return entry(job, { request }, { prompt: sent, details })
    })
    await open(store).add(file, entries)
    expect(store.kept.used).toBeLessThan(storageQuota / 15)
    expect(await entriesIn(store)).toEqual(entries)
  })

  it('gives back jobs of several parts, and what they were made from', async () => {
    const store = storage()
    const story: PartPlan = {
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
    }
    const details: JobDetails = {
      template: '{name} at dusk',
      options: { keepWording: true },
      references: [further('style'), further('brand')],
      copy: 2,
      serves: ['1:1', 'Instagram story'],
    }
    const entries = [
      entry('a', { nodes: [null, NodeId.parse('3:4')] }, { parts: [part, story], details }),
      entry('b', {}, { details: { ...plainDetails, references: [further('brand')] } }),
    ]
    await open(store).add(file, entries)
    expect((await open(store).read()).runs).toEqual([{ run, file, entries }])
  })

  it('has the runs of one file be another’s from now on, and leaves the others', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [entry('a'), entry('b')])
    const other = { run: RunId.parse('r2'), file: { id: FileId.parse('f2'), name: 'Autumn' } }
    await ledger.add(other.file, [entry('c', {}, { run: other.run })])
    const to = { id: FileId.parse('f3'), name: 'Spring, final' }
    await ledger.move(file.id, to)
    const { runs } = await open(store).read()
    expect(runs.map((each) => each.file)).toEqual([to, other.file])
    expect(await ledger.find({ run, job: JobId.parse('b') })).toEqual({
      run,
      file: to,
      entries: [entry('b')],
    })
    expect(await ledger.find({ run, job: JobId.parse('c') })).toBeNull()
    await ledger.forget(to.id)
    await ledger.forget(other.file.id)
    expect(store.kept.keys()).toEqual([])
  })

  it('writes what becomes of one job of many as one value of its own', async () => {
    const store = storage()
    const ledger = open(store)
    const entries = Array.from({ length: 25 }, (_, index) => entry(String(index)))
    await ledger.add(file, entries)
    const [key = ''] = store.kept.keys()
    const [before, some] = [store.kept.get(key), entries[3] ?? a]
    expect(await ledger.isChanged(run, [some.plan.id])).toBe(false)
    store.sets = 0
    await ledger.change(refOf(some), { submission: sending })
    expect([store.sets, store.kept.get(key)]).toEqual([1, before])
    expect(String(store.kept.get(`state/${key.slice(4)}/3`)).length).toBeLessThan(1_000)
    expect(await ledger.isChanged(run, [some.plan.id])).toBe(true)
    expect(await ledger.isChanged(run, [a.plan.id])).toBe(false)
  })

  it('gives to another file what was moved of a run before the plugin was closed', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [a])
    await ledger.add(file, [b])
    const to = { id: FileId.parse('f3'), name: 'Spring, final' }
    await ledger.move(file.id, to)
    // As it would be had it been closed in between.
    const last = store.kept.keys().filter((key) => key.startsWith('file/'))[1] ?? ''
    store.kept.delete(last)
    expect((await open(store).read()).runs).toEqual([
      { run, file: to, entries: [a] },
      { run, file, entries: [b] },
    ])
  })

  describe('of which something can’t be read', () => {
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
  })
})

describe('the ledger of two windows', () => {
  it('keeps what each has written, one after the other', async () => {
    const store = storage()
    const one = open(store)
    await one.add(file, [a, b])
    const two = open(store)
    await two.read()
    await one.change(refOf(a), { submission: created })
    await two.change(refOf(b), { submission: sending })
    await two.change(refOf(a), { stopped: true, submission: { state: 'unsent' } })
    await one.remove(refOf(b))
    expect(await entriesIn(store)).toEqual([
      { ...a, submission: created, stopped: true },
      { ...b, submission: sending },
    ])
    await two.remove(refOf(b))
    expect(await one.change(refOf(b), { submission: created })).toBe(false)
    expect(await jobsIn(store)).toEqual(['a'])
  })

  it('does not send what the other has made a task of, unless it knows of that', async () => {
    const store = storage()
    const one = open(store)
    await one.add(file, [a])
    const two = open(store)
    await two.read()
    await one.change(refOf(a), { submission: created })
    const renewed = { ...a.request, idempotencyKey: IdempotencyKey.parse('restage-a-2') }
    const again = { submission: sending, request: renewed }
    await expect(two.change(refOf(a), again)).rejects.toMatchObject({ code: 'entry-taken' })
    // With the same key HiAPI answers with that task.
    expect(await two.change(refOf(a), { submission: sending, request: a.request })).toBe(true)
    expect((await entriesIn(store))[0]?.submission).toEqual(created)
    expect(await one.change(refOf(a), again)).toBe(true)
    expect(await entriesIn(store)).toEqual([{ ...a, ...again }])
    // What was refused then does not bring the first task back.
    await one.change(refOf(a), { submission: { state: 'unsent' } })
    expect((await entriesIn(store))[0]?.submission).toEqual({ state: 'unsent' })
  })

  it('loses nothing, whenever either of them writes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const store = storage()
        const d = entry('d')
        await open(store).add(file, [a, b, c, d])
        const late = <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) =>
          scheduler.scheduleFunction(act)
        const slow = () => ({
          ...store,
          getAsync: late(store.getAsync),
          setAsync: late(store.setAsync),
          deleteAsync: late(store.deleteAsync),
          keysAsync: late(store.keysAsync),
        })
        const [one, two] = [open(slow()), open(slow())]
        const writes = Promise.all([
          one.change(refOf(a), { submission: created }),
          two.change(refOf(a), { submission: { state: 'unsent' }, stopped: true }),
          one.remove(refOf(c)),
          two.remove(refOf(d)),
          two.change(refOf(b), { submission: sending }),
          one.add(file, [entry('e')]),
          two.add(file, [entry('f')]),
        ])
        await scheduler.waitFor(writes)
        const kept = new Map((await entriesIn(store)).map((each) => [each.plan.id as string, each]))
        expect([...kept.keys()].sort()).toEqual(['a', 'b', 'e', 'f'])
        expect(kept.get('a')?.submission).toEqual(created)
        expect(kept.get('b')?.submission).toEqual(sending)
      }),
    )
  })
})
