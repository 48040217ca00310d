import { describe, expect, it, vi } from 'vitest'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'
import { StillRunningError } from '../../../../../ui/services/polling/poller.ts'
import { minute, blind, create } from './watched-account.ts'

describe('nothing ends the watching but the tasks’ own ends', () => {
  it('not an observer that throws, which the others do not notice', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { clock, obstacle, watch } = create()
    const broken = () => {
      throw new Error('a broken view')
    }
    const seen: string[] = []
    const tasks = [
      watch('a', minute, { onStatus: broken, onTrouble: broken }),
      watch('b', minute, { ...blind, onTrouble: () => seen.push('trouble') }),
    ]
    await clock.advance(5_000)
    obstacle.of = () => new HiApiError('unreachable')
    await clock.advance(10_000)
    obstacle.of = () => null
    const ended = await clock.run(Promise.all(tasks))
    expect(ended.map(({ status }) => status)).toEqual(['succeeded', 'succeeded'])
    expect(seen.length).toBeGreaterThan(0)
    expect(complaints).toHaveBeenCalled()
    complaints.mockRestore()
  })

  it.each([1, 5])(
    'not a mistake inside a look at %i tasks, after which it waits longer',
    async (count) => {
      const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
      const { clock, asked, obstacle, watch } = create()
      const tasks = Array.from({ length: count }, (_, index) => watch(`t${String(index)}`, minute))
      await clock.advance(5_000)
      asked.length = 0
      obstacle.of = () => new RangeError('a mistake of ours')
      await clock.advance(20_000)
      expect(asked.length).toBeGreaterThan(1)
      expect(asked.length).toBeLessThan(10)
      obstacle.of = () => null
      const ended = await clock.run(Promise.all(tasks))
      expect(ended.map(({ status }) => status)).toEqual(Array(count).fill('succeeded'))
      expect(complaints).toHaveBeenCalled()
      complaints.mockRestore()
    },
  )

  it('not a mistake between two looks', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { allowed, clock, poller, watch } = create()
    const { perMinute } = allowed
    const ended = watch('a', minute)
    allowed.perMinute = () => {
      throw new RangeError('a mistake of ours')
    }
    poller.wake()
    await clock.advance(20_000)
    expect(complaints.mock.calls.length).toBeGreaterThan(1)
    expect(complaints.mock.calls.length).toBeLessThan(10)
    allowed.perMinute = perMinute
    expect((await clock.run(ended)).status).toBe('succeeded')
    complaints.mockRestore()
  })

  it('not a quarter of an hour without a network, nor the moment in which it comes back', async () => {
    const { clock, obstacle, watch } = create()
    const ended = watch('a', minute)
    obstacle.of = () => new HiApiError('offline')
    await Promise.race([ended, clock.advance(15 * minute)])
    obstacle.of = () => new HiApiError('unreachable')
    await Promise.race([ended, clock.advance(20_000)])
    obstacle.of = () => null
    expect((await clock.run(ended)).status).toBe('succeeded')
  })

  it.each(['unavailable', 'timed-out', 'malformed'] as const)(
    'not a list that is %s, where each task can be looked at',
    async (kind) => {
      const { clock, obstacle, watch } = create()
      obstacle.of = (what) => (what.startsWith('page') ? new HiApiError(kind) : null)
      const tasks = Array.from({ length: 8 }, (_, index) => watch(`t${String(index)}`, minute))
      const start = clock.now()
      const ended = await clock.run(Promise.all(tasks))
      expect(ended.map(({ status }) => status)).toEqual(Array(8).fill('succeeded'))
      expect(clock.now() - start).toBeLessThan(2 * minute)
    },
  )

  it('not what is wrong with another task', async () => {
    const { clock, obstacle, watch } = create()
    obstacle.of = (what) => (what === 'a' ? new HiApiError('refused') : null)
    const refused = expect(watch('a', minute)).rejects.toThrow('refused')
    const other = watch('b', minute)
    await clock.run(refused)
    expect((await clock.run(other)).status).toBe('succeeded')
  })
})

it.each([
  [0, 10],
  [30_000, 3],
])(
  'after a failed look with a Retry-After of %i ms asks %i times a minute at most',
  async (retryAfter, most) => {
    const { clock, asked, obstacle, watch } = create()
    const ended = watch('a', 5 * minute)
    await clock.advance(5_000)
    asked.length = 0
    obstacle.of = () => new HiApiError('unavailable', { retryAfter })
    await clock.advance(minute)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.length).toBeLessThanOrEqual(most)
    obstacle.of = () => null
    expect((await clock.run(ended)).status).toBe('succeeded')
  },
)

it('tells of a task that could not be looked at to the end why, and of the others that they still run', async () => {
  const { clock, obstacle, watch } = create()
  const lasts = 30 * minute
  const unseen = expect(watch('a', lasts)).rejects.toMatchObject({ kind: 'unreachable' })
  const seen = expect(watch('b', lasts)).rejects.toThrow(StillRunningError)
  obstacle.of = (what) => (what === 'a' ? new HiApiError('unreachable') : null)
  await clock.run(Promise.all([unseen, seen]))
})
