import { describe, expect, test } from 'vitest'
import { countBy } from '../hiapi/counts.ts'
import { dataUri, type MemberClient, smallPicture, type TaskObject } from './support/member.ts'
import { endedTask, readEvents, type SeenEvent } from './support/read-events.ts'
import { runCommand } from './support/relay-process.ts'
import { engines, useStage } from './support/stage.ts'

const references = [dataUri(smallPicture())]
const wanted = 200
const cuts = 50

describe.each(engines)('the news of tasks, %s', (engine) => {
  const stage = useStage({
    engine,
    relays: 2,
    hiapi: { durations: { queued: 2, handling: 10, archiving: 2 } },
    environment: { RELAY_AT_ONCE: '50' },
  })

  /** Reads the stream, cut again and again, until all have ended; returns all ends in their order. */
  async function streamed(client: MemberClient): Promise<{ ends: string[]; cut: number }> {
    const ends: string[] = []
    let cursor = '0'
    let cut = 0
    while (ends.length < wanted) {
      const connection = new AbortController()
      let seen = 0
      const reading = readEvents(
        client,
        cursor,
        (event) => {
          if (event.id !== null) cursor = event.id
          const task = endedTask(event)
          if (task !== null) ends.push(task)
          if (event.name === 'task') seen++
          const isCut = cut < cuts && seen >= 3
          if (isCut) cut++
          if (isCut || ends.length >= wanted) connection.abort()
        },
        connection.signal,
      )
      await reading.catch((error: unknown) => {
        // As above: not opened at all.
        if (!String(error).includes('503')) throw error
      })
    }
    return { ends, cut }
  }

  async function polled(client: MemberClient): Promise<string[]> {
    const ends: string[] = []
    let cursor = '0'
    while (ends.length < wanted) {
      const response = await client.send(`/v1/events?after=${cursor}&wait=5`)
      const { data } = (await response.json()) as {
        data: { cursor: string; tasks: TaskObject[] } | null
      }
      // The database was too busy, and the same is asked again.
      if (data === null) continue
      cursor = data.cursor
      for (const task of data.tasks) if (task.status === 'success') ends.push(task.taskId)
    }
    return ends
  }

  test('each end is seen once, at the other relay too, however often the stream is cut', async () => {
    const { owner } = stage()
    const watching = Promise.all([streamed(owner), polled(stage().at(1, owner))])
    const ids = await Promise.all(
      Array.from({ length: wanted }, (_, n) =>
        stage()
          .at(n % 2, owner)
          .orderUntilTaken({ key: `job-${n}`, references }),
      ),
    )
    const [{ ends, cut }, polls] = await watching
    expect(cut).toBe(cuts)
    for (const seen of [ends, polls]) {
      expect([...seen].sort()).toEqual([...ids].sort())
      expect(Math.max(...countBy(seen, (id) => id).values())).toBe(1)
    }
  })

  test('a cursor of another database begins at the start', async () => {
    const { owner } = stage()
    const events: SeenEvent[] = []
    const connection = new AbortController()
    await readEvents(
      owner,
      '999999999',
      (event) => {
        events.push(event)
        if (event.name === 'reset') connection.abort()
      },
      connection.signal,
    )
    expect(events.map(({ name }) => name)).toEqual(['hello', 'reset'])
    const response = await owner.send('/v1/events?after=999999999&wait=5')
    const { data } = (await response.json()) as { data: { cursor: string; tasks: unknown[] } }
    expect(data.tasks).toHaveLength(wanted)
  })

  test('the queue and the money are told, the last change too', async () => {
    const ann = await stage().member('ann')
    const events: SeenEvent[] = []
    const connection = new AbortController()
    const reading = readEvents(ann, null, (event) => void events.push(event), connection.signal)
    await expect.poll(() => events.some(({ name }) => name === 'money')).toBe(true)
    await ann.orderUntilTaken({ key: 'one', references })
    const last = () => events.findLast(({ name }) => name === 'money')?.data
    await expect.poll(last, { timeout: 5_000 }).toEqual({ spent: 0.03, reserved: 0 })
    connection.abort()
    await reading
  })

  test('a stream, and a long poll, of a token that is revoked end within two seconds', async () => {
    const eve = await stage().member('eve')
    const streams = [eve, stage().at(1, eve)].map((client) =>
      readEvents(client, null, () => undefined).then(() => performance.now()),
    )
    const polls = [eve, stage().at(1, eve)].map((client) =>
      client.send('/v1/events?wait=25').then(({ status }) => ({ status, at: performance.now() })),
    )
    // All are open.
    await expect.poll(async () => (await eve.send('/v1/relay')).status).toBe(200)
    await runCommand(stage().environment, 'members', 'revoke', 'eve')
    const revoked = performance.now()
    for (const over of await Promise.all(streams)) expect(over - revoked).toBeLessThan(2_000)
    for (const { status, at } of await Promise.all(polls)) {
      expect(status).toBe(401)
      expect(at - revoked).toBeLessThan(2_000)
    }
    expect((await eve.send('/v1/events')).status).toBe(401)
  })

  test('no more streams are open than a member may have, though all are asked for at once', async () => {
    const lee = await stage().member('lee')
    const connection = new AbortController()
    const headers = { accept: 'text/event-stream', 'last-event-id': '0' }
    const init = { headers, signal: connection.signal }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => lee.send('/v1/events', init)),
    )
    connection.abort()
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(8)
  })

  test('a look at the head of the stream alone leaves none open', async () => {
    const kim = await stage().member('kim')
    const headers = { accept: 'text/event-stream' }
    for (let n = 0; n < 10; n++) {
      expect((await kim.send('/v1/events', { method: 'HEAD', headers })).status).toBe(200)
    }
    const connection = new AbortController()
    const names: string[] = []
    const reading = readEvents(kim, null, ({ name }) => void names.push(name), connection.signal)
    await expect.poll(() => names[0]).toBe('hello')
    connection.abort()
    await reading
  })
})
