import { expect, onTestFinished, test, vi } from 'vitest'
import type { HttpParts } from '../../../../relay/http/parts.ts'
import { createReadiness } from '../../../../relay/http/readiness.ts'

test('a relay is ready again when its database is, although the clock was set back', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const query = vi.fn(() => Promise.resolve([]))
  query.mockRejectedValueOnce(new Error('gone'))
  const check = () => Promise.resolve()
  const isReady = createReadiness({
    database: { query },
    objects: { check },
  } as unknown as HttpParts)
  await expect(isReady()).rejects.toThrow('gone')
  vi.setSystemTime(Date.now() - 3_600_000)
  vi.advanceTimersByTime(6_000)
  await isReady()
})
