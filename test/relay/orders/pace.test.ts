import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { mostInAMinute } from '../../hiapi/counts.ts'
import { memberOf, type TaskObject } from '../support/member.ts'
import { readEvents } from '../support/read-events.ts'
import { startRelay } from '../support/relay-process.ts'
import {
  besides,
  environmentFor,
  hiapiFor,
  orderMany,
  startFirst,
  untilDone,
} from '../support/team.ts'

/** `ENDURE_ALL=1` makes a run as long as one of a designer. */
const isAll = process.env['ENDURE_ALL'] === '1'
const limits = { requestsPerMinute: 60, tasksAtOnce: 10 }

test('two relays keep one pace: HiAPI never has to refuse, and hardly waits', async () => {
  const tasks = 70
  const hiapi = await hiapiFor({
    limits,
    durations: { queued: 50, handling: 900, archiving: 50 },
  })
  const environment = await environmentFor(hiapi, { RELAY_PER_MINUTE: '60', RELAY_AT_ONCE: '10' })
  const first = await startFirst(environment)
  const other = await startRelay(await besides(environment))
  const begun = performance.now()
  await Promise.all([
    orderMany(first.owner, tasks / 2),
    orderMany(memberOf(other.address, first.token), tasks / 2, { from: tasks / 2 }),
  ])
  await untilDone(first.owner, tasks)
  const seconds = (performance.now() - begun) / 1_000
  const state = await hiapi.state()
  expect(state.requests.filter(({ status }) => status === 429)).toEqual([])
  expect(state.mostRequestsInAMinute).toBeLessThanOrEqual(60)
  expect(state.mostTasksAtOnce).toBeLessThanOrEqual(10)
  expect(state.tasks).toHaveLength(tasks)
  // With calls, a task takes its create and nothing else.
  const asked = (state.requestsByOp['create'] ?? 0) + (state.requestsByOp['get'] ?? 0)
  expect(asked + (state.requestsByOp['list'] ?? 0)).toBeLessThanOrEqual(tasks * 1.05)
  // 56 in the first minute; the others when the first are a minute old.
  console.log(`${tasks} tasks of 1 s in ${seconds.toFixed(1)} s`)
}, 180_000)

test('a limit that the owner raises counts from the next start', async () => {
  const hiapi = await hiapiFor()
  const environment = await environmentFor(hiapi, { RELAY_PER_MINUTE: '1' })
  const first = await startFirst(environment)
  await orderMany(first.owner, 1)
  await untilDone(first.owner, 1)
  await first.relay.stop()
  const again = await startRelay({ ...environment, RELAY_PER_MINUTE: '60' })
  const owner = memberOf(again.address, first.token)
  await orderMany(owner, 2, { from: 1 })
  await untilDone(owner, 3)
}, 50_000)

test('without calls, results are found by looking, and leave room for orders', async () => {
  const [tasks, seconds] = isAll ? [40, 7] : [12, 3]
  const hiapi = await hiapiFor({
    limits,
    durations: { queued: 50, handling: seconds * 1_000, archiving: 50 },
  })
  const environment = await environmentFor(hiapi, {
    RELAY_PUBLIC_URL: '',
    RELAY_PER_MINUTE: '60',
    RELAY_AT_ONCE: '10',
  })
  const { owner } = await startFirst(environment)
  const ends = new Map<string, number>()
  const connection = new AbortController()
  const reading = readEvents(
    owner,
    '0',
    ({ name, data }) => {
      const { status, relay } = data as Partial<TaskObject>
      if (name === 'task' && status === 'success') ends.set(relay?.hiapiTaskId ?? '', Date.now())
    },
    connection.signal,
  )
  if (isAll) {
    // It has learned how long tasks take, and that ten at once are welcome.
    const others = 25
    await orderMany(owner, others, { from: tasks })
    await expect.poll(() => ends.size, { timeout: 100_000 }).toBe(others)
    ends.clear()
    await setTimeout(61_000)
  }
  const before = new Set((await hiapi.state()).tasks.map(({ id }) => id))
  const begun = performance.now()
  await orderMany(owner, tasks)
  await expect.poll(() => ends.size, { timeout: 100_000 }).toBe(tasks)
  const taken = (performance.now() - begun) / 1_000
  connection.abort()
  await reading
  const state = await hiapi.state()
  const looks = state.requests.filter(({ op }) => op === 'get' || op === 'list').map(({ at }) => at)
  expect(state.requests.filter(({ status }) => status === 429)).toEqual([])
  expect(state.mostRequestsInAMinute).toBeLessThanOrEqual(60)
  expect(mostInAMinute(looks)).toBeLessThanOrEqual(40)
  const late = state.tasks
    .filter(({ id }) => !before.has(id))
    .map(({ id, endsAt }) => (ends.get(id) ?? Infinity) - (endsAt ?? Infinity))
    .sort((one, other) => one - other)
  const ideal = (tasks / limits.tasksAtOnce) * (seconds + 0.1)
  console.log(
    `${tasks} tasks of ${seconds} s: ${taken.toFixed(1)} s, ${(taken / ideal).toFixed(2)} × ideal; found after ${late[tasks >> 1]} ms (median)`,
  )
}, 240_000)

test('what a relay was sending when it was killed, another one sends after its lease', async () => {
  const hiapi = await hiapiFor({ faults: [{ on: 'create', times: 1, fault: { kind: 'hang' } }] })
  const environment = await environmentFor(hiapi, { RELAY_PUBLIC_URL: '' })
  const first = await startFirst(environment)
  const [id = ''] = await orderMany(first.owner, 1)
  await expect.poll(async () => (await hiapi.state()).tasks.length).toBe(1)
  await first.relay.kill()
  const begun = performance.now()
  const other = await startRelay(await besides(environment))
  const member = memberOf(other.address, first.token)
  const sentAgain = async () => (await hiapi.state()).replays
  await expect.poll(sentAgain, { timeout: 60_000 }).toBe(1)
  console.log(`taken over after ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
  const state = async () => (await member.get(id)).relay.state
  await expect.poll(state).toBe('success')
  const { tasks, replays } = await hiapi.state()
  expect([tasks.length, replays]).toEqual([1, 1])
})
