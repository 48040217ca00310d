import { expect, test, vi } from 'vitest'
import { createStandIn } from './stand-in.ts'

const minute = 60_000

async function started(
  ids: readonly string[],
  change: (stand: ReturnType<typeof createStandIn>) => void = () => {},
) {
  const stand = createStandIn()
  change(stand)
  await stand.clock.run(stand.link.look())
  for (const id of ids) stand.relay.change(id, 'queued')
  const ended = Promise.all(ids.map((id) => stand.watch(id)))
  await stand.clock.advance(1_000)
  return { ...stand, ended }
}

test('an end comes by the stream, which is open only while something is watched', async () => {
  const { relay, clock, ended, statuses } = await started(['a'])
  expect(relay.streams.size).toBe(1)
  const looks = relay.count('GET /v1/tasks')
  relay.change('a', 'handling')
  await clock.advance(20_000)
  relay.change('a', 'success')
  expect((await clock.run(ended)).map(({ status }) => status)).toEqual(['succeeded'])
  expect(relay.count('GET /v1/tasks')).toBe(looks)
  expect(statuses.filter((each) => each === 'a succeeded')).toEqual(['a succeeded'])
  await clock.advance(1_000)
  expect(relay.streams.size).toBe(0)
  await clock.advance(5 * minute)
  expect(relay.count('GET /v1/events')).toBe(1)
})

test('after a cut, the stream goes on from its cursor, and each end is seen once', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const { relay, clock, ended, statuses } = await started(ids)
  for (const id of ids) {
    relay.cut()
    relay.change(id, 'success')
    await clock.advance(3_000)
  }
  const all = await clock.run(ended)
  expect(all.map(({ status }) => status)).toEqual(ids.map(() => 'succeeded'))
  const ends = statuses.filter((each) => each.endsWith('succeeded'))
  expect(ends.sort()).toEqual(ids.map((id) => `${id} succeeded`))
  expect(relay.requests.filter((each) => each.includes('stream?after=')).length).toBe(ids.length)
})

test('without a hello within five seconds, news comes by long polls for the rest of the session', async () => {
  const { relay, clock, ended } = await started(['a', 'b'], ({ relay: it }) => {
    it.stream = 'silent'
  })
  await clock.advance(7_000)
  expect(relay.count('GET /v1/events stream')).toBe(1)
  expect(relay.count('GET /v1/events?wait=0')).toBe(1)
  const looks = relay.count('GET /v1/tasks')
  await clock.advance(20_000)
  expect(relay.count('GET /v1/tasks')).toBe(looks)
  relay.change('a', 'success')
  relay.change('b', 'fail')
  const before = clock.now()
  const statuses = (await clock.run(ended)).map(({ status }) => status)
  expect(statuses).toEqual(['succeeded', 'failed'])
  expect(clock.now() - before).toBeLessThan(2_000)
  expect(relay.count('GET /v1/events stream')).toBe(1)
})

test('a stream that falls silent for forty seconds is given up for long polls', async () => {
  const { relay, clock, ended } = await started(['a'])
  relay.stream = 'silent'
  await clock.advance(42_000)
  expect(relay.count('GET /v1/events?after=')).toBe(1)
  relay.change('a', 'success')
  expect((await clock.run(ended)).map(({ status }) => status)).toEqual(['succeeded'])
})

test('where neither works, tasks are polled as at HiAPI', async () => {
  const { relay, clock, ended } = await started(['a'], ({ relay: it }) => {
    it.stream = 'refused'
    it.longPoll = 'refused'
  })
  await clock.advance(10_000)
  expect(relay.count('GET /v1/events')).toBe(2)
  expect(relay.count('GET /v1/tasks/a')).toBeGreaterThan(1)
  relay.change('a', 'success')
  expect((await clock.run(ended)).map(({ status }) => status)).toEqual(['succeeded'])
  expect(relay.count('GET /v1/events')).toBe(2)
})

test('a relay that is away for a while is streamed from again', async () => {
  const { relay, clock, ended } = await started(['a'])
  relay.stream = 'gone'
  relay.cut()
  await clock.advance(30_000)
  relay.stream = 'works'
  await clock.advance(10_000)
  expect(relay.streams.size).toBe(1)
  relay.change('a', 'success')
  expect((await clock.run(ended)).map(({ status }) => status)).toEqual(['succeeded'])
  expect(relay.count('GET /v1/events?')).toBe(0)
})

test('what ends between its order and the watching is not missed', async () => {
  const { relay, clock, watch, ended } = await started(['a'])
  relay.change('b', 'success')
  await clock.advance(100)
  const looks = relay.count('GET /v1/tasks')
  expect((await clock.run(watch('b'))).status).toBe('succeeded')
  expect(relay.count('GET /v1/tasks')).toBe(looks)
  relay.change('a', 'success')
  await clock.run(ended)
})

test('a task whose end was told is watched again, and its end comes at once', async () => {
  const { relay, clock, watch, ended } = await started(['a'])
  const created = clock.now()
  relay.change('a', 'success')
  await clock.run(ended)
  await clock.advance(5_000)
  const begun = clock.now()
  expect((await clock.run(watch('a', created))).status).toBe('succeeded')
  expect(clock.now() - begun).toBeLessThan(1_000)
})

test('the ten minutes count from the first status that is not queued', async () => {
  const { relay, clock, ended } = await started(['a'])
  const late = expect(ended).rejects.toThrow('')
  await clock.advance(30 * minute)
  relay.change('a', 'handling')
  const begun = clock.now()
  await clock.run(late)
  expect(clock.now() - begun).toBeGreaterThan(9 * minute)
  expect(clock.now() - begun).toBeLessThan(12 * minute)
})

test('what the relay tells of its queue and of the month is taken over', async () => {
  const { relay, clock, link, ended } = await started(['a'])
  relay.send('event: queue\ndata: {"running":1,"waiting":2,"paused":"key"}\n\n')
  relay.send('event: money\ndata: {"spent":4.15,"reserved":0.05}\n\n')
  await clock.advance(10)
  expect(link.current()).toMatchObject({
    queue: { paused: 'key' },
    money: { spent: 4.15, reserved: 0.05, budget: 20 },
  })
  relay.send('event: bye\ndata: {"retry":1000}\n\n')
  await clock.advance(2_000)
  expect(relay.count('GET /v1/events stream?after=')).toBe(1)
  relay.change('a', 'success')
  await clock.run(ended)
})

test('a relay that closes for longer than a timer can wait is not asked again and again', async () => {
  const { relay, clock, ended } = await started(['a'])
  const sleep = vi.spyOn(clock, 'sleep')
  relay.send('event: bye\ndata: {"retry":1000000000000}\n\n')
  await clock.advance(2_000)
  expect(Math.max(...sleep.mock.calls.map(([ms]) => ms))).toBeLessThan(2 ** 31)
  relay.change('a', 'success')
  expect((await clock.run(ended)).map(({ status }) => status)).toEqual(['succeeded'])
})

test('an event without an end is given up for long polls', async () => {
  const { relay, clock, ended } = await started(['a'])
  for (let sent = 0; sent < 30; sent++) {
    relay.send(`data: ${'a'.repeat(100_000)}\n`)
    await clock.advance(10)
  }
  expect(relay.streams.size).toBe(0)
  expect(relay.count('GET /v1/events?after=')).toBe(1)
  relay.change('a', 'success')
  expect((await clock.run(ended)).map(({ status }) => status)).toEqual(['succeeded'])
})
