import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdempotencyKey } from '../../../../contract/model/ids.ts'
import { refOf } from '../../../../contract/model/client-storage/ledger.ts'
import {
  file,
  entry,
  storage,
  open,
  entriesIn,
  jobsIn,
  reference,
  sending,
  created,
  a,
  b,
  c,
} from './sample-ledger.ts'

describe('the ledger of two windows', () => {
  const renewed = { ...a.request, idempotencyKey: IdempotencyKey.parse('restage-a-2') }
  const again = { submission: sending, request: renewed }

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

  it('does not count as known what a window has only changed beside it, or failed to set back', async () => {
    for (const change of [
      { nodes: [], reference },
      { submission: sending, request: a.request },
    ]) {
      const store = storage()
      const one = open(store)
      await one.add(file, [a])
      const two = open(store)
      await two.read()
      await one.change(refOf(a), { submission: created })
      await two.change(refOf(a), change)
      await expect(two.change(refOf(a), again)).rejects.toMatchObject({ code: 'entry-taken' })
      expect((await entriesIn(store))[0]?.submission).toEqual(created)
    }
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
