import { expect, test } from 'vitest'
import { JobId, TaskId } from '../../../plugin/protocol/ids.ts'
import { createReceipts } from '../../../plugin/storage/receipts.ts'

test('receipts of two windows lie side by side', async () => {
  const kept = new Map<string, unknown>()
  const storage = {
    getAsync: (key: string) => Promise.resolve(kept.get(key)),
    setAsync: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    deleteAsync: (key: string) => Promise.resolve(void kept.delete(key)),
    keysAsync: () => Promise.resolve([...kept.keys()]),
  }
  const [one, other] = [createReceipts(storage), createReceipts(storage)]
  await one.all()
  await other.all()
  await one.add(JobId.parse('job-1'), TaskId.parse('task-1'))
  await other.add(JobId.parse('job-2'), TaskId.parse('task-2'))
  await one.add(JobId.parse('job-3'), TaskId.parse('task-3'))
  expect([...(await other.all()).keys()]).toEqual(['job-1', 'job-2', 'job-3'])
})
