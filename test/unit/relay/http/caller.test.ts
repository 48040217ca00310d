import { expect, onTestFinished, test, vi } from 'vitest'
import { createCallers, mostRequests } from '../../../../relay/http/caller.ts'
import type { Database } from '../../../../relay/store/database.ts'

const ann = { id: 'ann', name: 'Ann', role: 'member', budget: null, seq: 0, created: 0 }
const database = {
  query: () => Promise.resolve([{ ...ann, revoked: null }]),
  now: () => Promise.resolve(0),
} as unknown as Database

test('a member has a minute’s requests again after a minute, although the clock was set back', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const callers = createCallers(database)
  const ask = () => callers.identify('Bearer rst_ann_x', '10.0.0.1')
  for (let each = 0; each < mostRequests.requests; each++) await ask()
  await expect(ask()).rejects.toThrow(/Too many/)
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(61_000)
  expect((await ask()).id).toBe('ann')
})
