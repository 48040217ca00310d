import { describe, expect, it } from 'vitest'
import { FileId, JobId, NodeId, RunId } from '../../../../contract/model/ids.ts'
import { refOf } from '../../../../contract/model/client-storage/ledger.ts'
import type { JobDetails, PartPlan } from '../../../../contract/model/job-plan.ts'
import { plainDetails } from '../../../plain-details.ts'
import {
  run,
  file,
  part,
  entry,
  further,
  storage,
  open,
  entriesIn,
  jobsIn,
  sending,
  created,
  reference,
  a,
  b,
  c,
} from './sample-ledger.ts'

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

  it('lets a job go again that is written down with the task that it has', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [entry('a', { submission: created })])
    await ledger.remove(refOf(a))
    expect(await jobsIn(store)).toEqual([])
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
      template: '{name} at dusk\n\nVery wide',
      addition: 'Very wide',
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
})
