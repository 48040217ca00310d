import { describe, expect, it } from 'vitest'
import { HiApiError } from '../../../../../contract/hiapi/errors.ts'
import { StillRunningError } from '../../../../../ui/services/polling/poller.ts'
import { minute, hour, signal, blind, create } from './watched-account.ts'

const day = 24 * hour

describe.each([-1, -60, 1, 9])('a wall clock that is set by %i hours', (hours) => {
  it.each([1, 2, 5])('while %i tasks are watched changes no look', async (count) => {
    const looksOf = async (jump: number) => {
      const { clock, computer, asked, watch } = create()
      const tasks = Array.from({ length: count }, (_, index) => watch(`t${String(index)}`, minute))
      await clock.advance(8_000)
      computer.jump(jump)
      const ended = await clock.run(Promise.all(tasks))
      expect(ended.map(({ status }) => status)).toEqual(Array(count).fill('succeeded'))
      return asked
    }
    expect(await looksOf(hours * hour)).toEqual(await looksOf(0))
  })

  it('between the create and the watching of a task ends nothing', async () => {
    const { clock, computer, asked, make, poller } = create()
    const created = computer.now()
    computer.jump(hours * hour)
    const ended = poller.watch(make('a', minute), created, blind, signal)
    await clock.advance(20_000)
    expect(asked.length).toBeGreaterThan(0)
    expect((await clock.run(ended)).status).toBe('succeeded')
  })

  it('does not shorten the time for which a new task may be unknown', async () => {
    const { clock, computer, make, obstacle, poller } = create()
    const created = computer.now()
    computer.jump(hours * hour)
    obstacle.of = () => new HiApiError('task-unknown')
    const ended = poller.watch(make('a', minute), created, blind, signal)
    await clock.advance(20_000)
    obstacle.of = () => null
    expect((await clock.run(ended)).status).toBe('succeeded')
  })

  it('does not move the deadline', async () => {
    const { clock, computer, watch } = create()
    const start = clock.now()
    const ended = watch('a', day)
    const outcome = expect(ended).rejects.toThrow(StillRunningError)
    await clock.advance(8_000)
    computer.jump(hours * hour)
    await clock.run(outcome)
    expect(clock.now() - start).toBeGreaterThan(10 * minute)
    expect(clock.now() - start).toBeLessThan(11 * minute)
  })
})
