import { describe, expect, it } from 'vitest'
import { LedgerEntry, refOf } from '../../../../contract/model/client-storage/ledger.ts'
import type { PartPlan } from '../../../../contract/model/job-plan.ts'
import { storageQuota } from '../../../host/storage.ts'
import { plainDetails } from '../../../plain-details.ts'
import {
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
  it('forgets a file without a write: also where nothing more fits', async () => {
    const store = storage()
    await open(store).add(file, [a, b])
    await open(store).change(refOf(a), { submission: sending })
    store.kept.set('filling', 'x'.repeat(storageQuota - store.kept.used - 9))
    store.sets = 0
    await open(store).forget(file.id)
    expect([store.kept.keys(), store.sets]).toEqual([['filling'], 0])
  })

  it('forgets jobs that are all stopped before they were sent, where nothing more fits', async () => {
    const store = storage()
    const ledger = open(store)
    await ledger.add(file, [a, b, c])
    store.kept.set('filling', 'x'.repeat(storageQuota - store.kept.used - 9))
    await Promise.allSettled([a, b, c].map((each) => ledger.remove(refOf(each))))
    expect(store.kept.keys()).toEqual(['filling'])
  })

  it('keeps such a job once it is tried again, or once another window has sent it', async () => {
    const store = storage()
    const [ledger, other] = [open(store), open(store)]
    for (const by of [ledger, other]) {
      await ledger.add(file, [a, b])
      await other.read()
      store.kept.set('filling', 'x'.repeat(storageQuota - store.kept.used - 9))
      await expect(ledger.remove(refOf(a))).rejects.toMatchObject({ code: 'storage-full' })
      store.kept.delete('filling')
      await by.change(refOf(a), { submission: sending })
      await ledger.remove(refOf(b))
      expect(await jobsIn(store)).toEqual(['a'])
      await ledger.forget(file.id)
    }
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
})
