import { expect, test } from 'vitest'
import { memberOf } from './member.ts'
import { startRelay } from './relay-process.ts'
import { besides, environmentFor, hiapiFor, orderMany, startFirst, untilDone } from './team.ts'

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

test('without calls, results are found by looking, and leave room for orders', async () => {
  const tasks = 12
  const hiapi = await hiapiFor({
    limits,
    durations: { queued: 50, handling: 3_000, archiving: 50 },
  })
  const environment = await environmentFor(hiapi, {
    RELAY_PUBLIC_URL: '',
    RELAY_PER_MINUTE: '60',
    RELAY_AT_ONCE: '10',
  })
  const { owner } = await startFirst(environment)
  await orderMany(owner, tasks)
  const all = await untilDone(owner, tasks)
  const state = await hiapi.state()
  const looks = (state.requestsByOp['get'] ?? 0) + (state.requestsByOp['list'] ?? 0)
  expect(state.requests.filter(({ status }) => status === 429)).toEqual([])
  expect(state.mostRequestsInAMinute).toBeLessThanOrEqual(60)
  expect(looks).toBeLessThanOrEqual(40)
  expect(all.filter(({ status }) => status !== 'success')).toEqual([])
})

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
  const state = async () => (await member.get(id)).relay.state
  await expect.poll(state, { timeout: 60_000 }).toBe('success')
  console.log(`taken over after ${((performance.now() - begun) / 1_000).toFixed(1)} s`)
  const { tasks, replays } = await hiapi.state()
  expect([tasks.length, replays]).toEqual([1, 1])
})
