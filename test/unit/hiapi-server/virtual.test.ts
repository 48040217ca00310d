import { describe, expect, it } from 'vitest'
import { createHiapi } from '../../hiapi/api/api.ts'
import type { FaultRule } from '../../hiapi/faults/faults.ts'
import { virtualFetch } from '../../hiapi/virtual.ts'
import { createVirtualClock } from '../../hiapi/virtual-clock.ts'
import { order, type Row } from './support.ts'

describe('the virtual clock', () => {
  it('jumps from timer to timer until the promise settles', async () => {
    const clock = createVirtualClock(0)
    const seen: number[] = []
    async function work() {
      for (const ms of [5, 60_000, 3_600_000]) {
        await clock.sleep(ms)
        seen.push(clock.now())
      }
      return 'done'
    }
    expect(await clock.run(work())).toBe('done')
    expect(seen).toEqual([5, 60_005, 3_660_005])
  })

  it('wakes sleepers in order, and only those that are due', async () => {
    const clock = createVirtualClock(0)
    const seen: string[] = []
    for (const ms of [30, 10, 20]) void clock.sleep(ms).then(() => seen.push(`${ms}`))
    await clock.advance(20)
    expect([seen, clock.now(), clock.pending]).toEqual([['10', '20'], 20, 1])
  })

  it('drops the timer of a sleep that is aborted', async () => {
    const clock = createVirtualClock(0)
    const abort = new AbortController()
    const sleep = clock.sleep(10, abort.signal)
    abort.abort(new Error('enough'))
    await expect(sleep).rejects.toThrow('enough')
    expect(clock.pending).toBe(0)
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow('enough')
  })

  it('says so when nothing can settle the promise, and stands still while work is held', async () => {
    const clock = createVirtualClock(0, 20)
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('no timer left')
    void clock.sleep(1000)
    const real = new Promise<number>((resolve) => setTimeout(() => resolve(clock.now()), 5))
    expect(await clock.run(clock.hold(real))).toBe(0)
  })
})

describe('the virtual fetch', () => {
  function setUp(...faults: FaultRule[]) {
    const clock = createVirtualClock()
    const hiapi = createHiapi({
      now: clock.now,
      faults,
      pictureScale: 0.1,
      durations: { queued: 1000, handling: 30_000, archiving: 500 },
    })
    const fetch = virtualFetch(hiapi, clock, { latencyMs: 200 })
    const headers = { authorization: 'Bearer sk-one', 'content-type': 'application/json' }
    const post = (signal?: AbortSignal) =>
      fetch('https://api.hiapi.ai/v1/tasks', {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': 'job' },
        body: JSON.stringify(order()),
        ...(signal && { signal }),
      })
    const list = () => fetch('https://api.hiapi.ai/v1/tasks', { headers })
    return { clock, fetch, hiapi, list, post }
  }

  it('runs a task to its picture without waiting', async () => {
    const { clock, fetch, hiapi, list, post } = setUp()
    const start = clock.now()
    const bytes = await clock.run(
      (async () => {
        expect((await post()).status).toBe(200)
        await clock.sleep(40_000)
        const page = (await (await list()).json()) as { data: { tasks: Row[] } }
        const url = page.data.tasks[0]?.output?.[0]?.url ?? ''
        return new Uint8Array(await (await fetch(url)).arrayBuffer())
      })(),
    )
    const [id = ''] = hiapi.tasks.keys()
    expect(bytes).toEqual(new Uint8Array(await hiapi.pictureOf(id)))
    expect(clock.now() - start).toBe(40_600)
    expect(hiapi.requests.map((request) => request.op)).toEqual([
      'preflight',
      'create',
      'preflight',
      'list',
      'picture',
    ])
  })

  it('fails as a browser does: connection lost, preflight refused, host not allowed', async () => {
    const lost = setUp({ on: 'create', times: 1, fault: { kind: 'lost' } })
    await expect(lost.clock.run(lost.post())).rejects.toThrow(TypeError)
    const again = await lost.clock.run(lost.post())
    expect(again.headers.get('idempotent-replay')).toBe('true')
    expect(lost.hiapi.tasks.size).toBe(1)

    const fault = { kind: 'preflight-refused', headers: 'idempotency-key' } as const
    const blocked = setUp({ on: 'preflight', fault })
    await expect(blocked.clock.run(blocked.post())).rejects.toThrow('Failed to fetch')
    expect((await blocked.clock.run(blocked.list())).status).toBe(200)
    await expect(blocked.fetch('https://unlisted.example/a.png')).rejects.toThrow(TypeError)
  })

  it('cuts, hangs and stalls until aborted', async () => {
    const cut = setUp({ on: 'list', fault: { kind: 'cut' } })
    const half = await cut.clock.run(cut.list())
    await expect(half.text()).rejects.toThrow('network error')

    for (const at of ['start', 'body'] as const) {
      const { clock, post } = setUp({ on: 'create', fault: { kind: 'hang', at } })
      const abort = new AbortController()
      void clock.sleep(60_000).then(() => abort.abort(new Error('time-out')))
      const start = clock.now()
      const reading = clock.run(post(abort.signal).then((response) => response.text()))
      await expect(reading).rejects.toThrow('time-out')
      expect(clock.now() - start).toBe(60_000)
    }
  })
})
