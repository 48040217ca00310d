import { describe, expect, test } from 'vitest'
import type { TaskObject } from '../support/member.ts'
import { readEvents } from '../support/read-events.ts'
import { engines, useStage } from '../support/stage.ts'
import { orderMany, untilDone } from '../support/team.ts'

/** Each twentieth answer. */
const busy = {
  every: 20,
  fault: { kind: 'error', status: 429, retryAfter: { as: 'seconds', seconds: 1 } },
} as const

describe.each(engines)('a HiAPI that refuses, loses and repeats, %s', (engine) => {
  const tasks = 40
  const stage = useStage({
    engine,
    relays: 2,
    hiapi: {
      faults: [
        { on: 'create', ...busy },
        { on: 'get', ...busy },
        { on: 'list', ...busy },
        { on: 'create', share: 0.1, fault: { kind: 'lost' } },
        { on: 'create', share: 0.05, fault: { kind: 'error', status: 503 } },
        { on: 'webhook', share: 0.3, fault: { kind: 'webhook-duplicate' } },
        { on: 'webhook', share: 0.2, fault: { kind: 'webhook-never' } },
      ],
    },
    environment: { RELAY_AT_ONCE: '40', RELAY_LOOK_AFTER: '1' },
  })

  test('makes every picture, once', async () => {
    const { owner, hiapi } = stage()
    await Promise.all([
      orderMany(owner, tasks / 2),
      orderMany(stage().at(1, owner), tasks / 2, { from: tasks / 2 }),
    ])
    const all = await untilDone(owner, tasks)
    expect(all.filter(({ status }) => status !== 'success')).toEqual([])
    const { tooMany } = hiapi.hiapi.counters
    expect(tooMany.post).toBe(Math.floor(hiapi.hiapi.count('create') / busy.every))
    expect(tooMany.post).toBeGreaterThan(1)
    const made = [...hiapi.hiapi.tasks.values()]
    expect(made).toHaveLength(tasks)
    expect(new Set(all.map(({ relay }) => relay.hiapiTaskId)).size).toBe(tasks)
  })
})

describe.each(engines)('a member at another relay than the one that is told, %s', (engine) => {
  const stage = useStage({
    engine,
    relays: 2,
    // A few ends each second: HiAPI admits one.
    hiapi: { durations: { queued: 5, handling: [500, 5_000], archiving: 5 } },
    environment: { RELAY_AT_ONCE: '10' },
  })

  test('hears of each end within moments', async () => {
    const { owner, hiapi } = stage()
    const seen = new Map<string, number>()
    const connection = new AbortController()
    const reading = readEvents(
      stage().at(1, owner),
      '0',
      ({ name, data }) => {
        if (name !== 'task') return
        const { status, relay } = data as TaskObject
        if (status === 'success') seen.set(relay.hiapiTaskId ?? '', Date.now())
      },
      connection.signal,
    )
    const count = 20
    await orderMany(owner, count, { atOnce: 1 })
    await expect.poll(() => seen.size, { timeout: 60_000 }).toBe(count)
    connection.abort()
    await reading
    const delays = [...hiapi.hiapi.tasks.values()]
      .map(({ id, endsAt }) => (seen.get(id) ?? Infinity) - endsAt)
      .sort((a, b) => a - b)
    const [median = Infinity, late = Infinity] = [delays[count / 2], delays[count - 2]]
    console.log(`${engine}: told after ${median} ms, ${late} ms at most of 95 %`)
    expect(median).toBeLessThan(500)
    expect(late).toBeLessThan(1_500)
  })
})
