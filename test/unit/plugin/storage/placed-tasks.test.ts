import fc from 'fast-check'
import { expect, test } from 'vitest'
import { JobId, TaskId } from '../../../../contract/model/ids.ts'
import { createPlacedTasks } from '../../../../plugin/storage/placed-tasks.ts'

const job = (at: number) => JobId.parse(`job/${String(at)}`)
const task = (at: number) => TaskId.parse(`tk.hiapi:/${String(at)}%`)

function storage() {
  const kept = new Map<string, unknown>()
  return {
    kept,
    getAsync: (key: string) => Promise.resolve(kept.get(key)),
    setAsync: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    deleteAsync: (key: string) => Promise.resolve(void kept.delete(key)),
    keysAsync: () => Promise.resolve([...kept.keys()]),
  }
}

test('receipts of two windows lie side by side, whenever they write', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const store = storage()
      const slow = () => ({
        ...store,
        setAsync: scheduler.scheduleFunction(store.setAsync),
        keysAsync: scheduler.scheduleFunction(store.keysAsync),
      })
      const [one, other] = [createPlacedTasks(slow(), () => 1), createPlacedTasks(slow(), () => 1)]
      const adds = [one.add(job(1), task(1)), other.add(job(2), task(2)), one.add(job(3), task(3))]
      await scheduler.waitFor(Promise.all(adds))
      const all = await createPlacedTasks(store, () => 2).all()
      expect([...all].sort()).toEqual([1, 2, 3].map((at) => [job(at), task(at)]))
    }),
  )
})

test('the newest 300 are kept, and the last of a job counts', async () => {
  const store = storage()
  let now = 1_000_000_000_000
  const receipts = createPlacedTasks(store, () => ++now)
  for (let at = 0; at < 305; at++) await receipts.add(job(at), task(at))
  await receipts.add(job(304), task(999))
  const all = await receipts.all()
  expect(store.kept.size).toBe(300)
  expect([all.has(job(5)), all.get(job(6)), all.get(job(304))]).toEqual([false, task(6), task(999)])
})

test('a clock that is set back makes no new receipt older than the rest', async () => {
  const store = storage()
  let now = 1_800_000_000_000
  const receipts = createPlacedTasks(store, () => ++now)
  for (let at = 0; at < 300; at++) await receipts.add(job(at), task(at))
  now -= 3_600_000
  for (let at = 300; at < 303; at++) await receipts.add(job(at), task(at))
  const all = await receipts.all()
  expect([...all.keys()]).toEqual(Array.from({ length: 300 }, (_, at) => job(at + 3)))
})

test('a receipt that can’t be read hides none of the others', async () => {
  const store = storage()
  const receipts = createPlacedTasks(store, () => 1_800_000_000_000)
  await receipts.add(job(1), task(1))
  store.kept.set('receipt/1700000000000/tk%/job', true)
  await receipts.add(job(2), task(2))
  expect([...(await receipts.all()).keys()]).toEqual([job(1), job(2)])
})
