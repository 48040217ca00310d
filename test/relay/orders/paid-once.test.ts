import { describe, expect, onTestFinished, test } from 'vitest'
import { seeded } from '../../seeded.ts'
import { memberOf } from '../support/member.ts'
import { findPostgres } from '../support/postgres-binaries.ts'
import { startPostgres } from '../support/postgres.ts'
import { startRelay } from '../support/relay-process.ts'
import {
  besides,
  environmentFor,
  hiapiFor,
  orderMany,
  startFirst,
  untilDone,
} from '../support/team.ts'
import type { SpawnedHiapi } from '../../hiapi/spawn.ts'

/** `ENDURE_ALL=1` takes them all: a thousand tasks take two minutes. */
const isAll = process.env['ENDURE_ALL'] === '1'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What may go wrong on the way between a relay and HiAPI, all at once. */
const badWay = [
  { on: 'create', share: 0.1, fault: { kind: 'lost' } },
  { on: 'webhook', share: 0.3, fault: { kind: 'webhook-duplicate' } },
  { on: 'webhook', share: 0.2, fault: { kind: 'webhook-never' } },
] as const

/** Every task at HiAPI, none of which was made twice. */
async function expectOnce(hiapi: SpawnedHiapi, count: number): Promise<void> {
  const { tasksByKey, tasks } = await hiapi.state()
  expect(tasks).toHaveLength(count)
  expect(Object.keys(tasksByKey)).toHaveLength(count)
}

test('a relay on SQLite that is killed again and again pays for nothing twice', async () => {
  const [kills, tasks] = isAll ? [40, 60] : [14, 20]
  const hiapi = await hiapiFor({
    seed: 3,
    durations: { queued: 5, handling: [50, 400], archiving: 5 },
  })
  // Inline: a HiAPI that meets no relay at a reference's address fails the task, which is no fault of it.
  const environment = await environmentFor(hiapi, { RELAY_PUBLIC_URL: '' })
  const random = seeded(11)
  const first = await startFirst(environment)
  let { relay } = first
  const ordering = orderMany(first.owner, tasks, { atOnce: 2 })
  for (let kill = 0; kill < kills; kill++) {
    await pause(20 + random() * 250)
    await relay.kill()
    relay = await startRelay(environment)
  }
  expect(new Set(await ordering).size).toBe(tasks)
  const all = await untilDone(first.owner, tasks)
  expect(all.filter(({ status }) => status !== 'success')).toEqual([])
  await expectOnce(hiapi, tasks)
  expect(await relay.stop()).toBe(0)
}, 240_000)

test('orders that come again after the loss of the database are the same tasks', async () => {
  const tasks = 40
  const hiapi = await hiapiFor()
  const environment = await environmentFor(hiapi, { RELAY_PUBLIC_URL: '' })
  const first = await startFirst(environment)
  const before = await orderMany(first.owner, tasks)
  await expect.poll(async () => (await hiapi.state()).tasks.length).toBeGreaterThan(tasks / 4)
  await first.relay.kill()
  const fresh = {
    ...environment,
    RELAY_DATABASE: `file:${environment['RELAY_DATA'] ?? ''}/other.db`,
  }
  const second = await startFirst(fresh)
  const after = await orderMany(second.owner, tasks)
  await untilDone(second.owner, tasks)
  expect(new Set(after)).toEqual(new Set(before))
  const all = await second.owner.all()
  expect(all.filter(({ status }) => status !== 'success')).toEqual([])
  await expectOnce(hiapi, tasks)
})

describe.skipIf(findPostgres() === null)('on PostgreSQL', () => {
  test('many tasks survive everything at once, and none is paid twice', async () => {
    const tasks = isAll ? 1_000 : 200
    const postgres = await startPostgres()
    if (postgres === null) throw new Error('It is installed.')
    onTestFinished(() => postgres.stop())
    const hiapi = await hiapiFor({ seed: 5, faults: [...badWay] })
    const environment = await environmentFor(hiapi, {
      RELAY_DATABASE: await postgres.database('team'),
      RELAY_LOOK_AFTER: '3',
    })
    const first = await startFirst(environment)
    const other = await startRelay(await besides(environment))
    const clients = [first.owner, memberOf(other.address, first.token)]
    const begun = performance.now()
    const ordering = Promise.all(
      clients.map((client, index) => orderMany(client, tasks / 2, { from: index * (tasks / 2) })),
    )
    const made = async () => (await hiapi.state()).tasks.length
    await expect.poll(made, { timeout: 60_000 }).toBeGreaterThan(tasks / 4)
    await other.kill()
    const replacement = await startRelay(other.environment)
    await expect.poll(made, { timeout: 60_000 }).toBeGreaterThan((tasks / 4) * 3)
    await postgres.restartImmediately()
    const ids = (await ordering).flat()
    expect(new Set(ids).size).toBe(tasks)
    const all = await untilDone(first.owner, tasks)
    const seconds = (performance.now() - begun) / 1_000
    expect(all.filter(({ status }) => status !== 'success')).toEqual([])
    await expectOnce(hiapi, tasks)
    console.log(`${tasks} tasks in ${seconds.toFixed(0)} s`)
    expect([await first.relay.stop(), await replacement.stop()]).toEqual([0, 0])
  }, 300_000)
})
