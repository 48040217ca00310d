import { describe, expect, it } from 'vitest'
import { answer, idOf, order, setUp, type Row } from './support.ts'

type Page = { page: number; size: number; total: number; tasks: Row[] }

describe('a task', () => {
  it('passes through its states, and has output only at the end', async () => {
    const { get, pass, post } = setUp()
    const id = idOf(await post(order()))
    expect(id).toMatch(/^tk-hiapi-[0-9A-HJKMNP-TV-Z]{26}$/)
    const seen: unknown[] = []
    for (const ms of [0, 1000, 5000, 500]) {
      pass(ms)
      const { data } = answer(await get(`/v1/tasks/${id}`))
      seen.push([data.status, data.completed, data.output?.length])
      expect(data.created).toBe(Date.UTC(2026, 0, 1) / 1000)
    }
    const end = Math.floor((Date.UTC(2026, 0, 1) + 6500) / 1000)
    expect(seen).toEqual([
      ['queued', 0, undefined],
      ['handling', 0, undefined],
      ['archiving', 0, undefined],
      ['success', end, 1],
    ])
    const { data } = answer(await get(`/v1/tasks/${id}`))
    expect(data.output?.[0]).toMatchObject({ type: 'image', expireAt: end + 604_800 })
  })

  it('is unknown to every other key', async () => {
    const { get, post } = setUp()
    const id = idOf(await post(order()))
    expect((await get(`/v1/tasks/${id}`, { key: 'sk-two' })).status).toBe(404)
    expect(answer<Page>(await get('/v1/tasks', { key: 'sk-two' })).data.total).toBe(0)
    expect((await get('/v1/tasks/tk-hiapi-none')).status).toBe(404)
  })

  it('is listed newest first; sizes out of range fall back to the default', async () => {
    const { get, post } = setUp()
    const ids: string[] = []
    for (let i = 0; i < 12; i += 1) ids.unshift(idOf(await post(order())))
    const page = async (query: string) => answer<Page>(await get(`/v1/tasks${query}`)).data
    expect((await page('')).tasks.map((row) => row.taskId)).toEqual(ids.slice(0, 10))
    expect((await page('?page=2')).tasks.map((row) => row.taskId)).toEqual(ids.slice(10))
    expect(await page('?size=100')).toMatchObject({ page: 1, size: 100, total: 12 })
    for (const size of ['500', '0', '-1', 'x']) {
      expect(await page(`?page=0&size=${size}`)).toMatchObject({ page: 1, size: 10 })
    }
  })
})

describe('an idempotency key', () => {
  const call = { idempotency: 'job-1' }

  it('gives the same task for the same bytes', async () => {
    const { hiapi, post } = setUp()
    const first = await post(order(), call)
    const again = await post(order(), call)
    expect(first.headers['idempotent-replay']).toBeUndefined()
    expect(again.headers['idempotent-replay']).toBe('true')
    expect(again.body).toBe(first.body)
    expect([hiapi.tasks.size, hiapi.counters.replays]).toEqual([1, 1])
  })

  it('refuses other bytes, even of equal meaning', async () => {
    const { hiapi, post } = setUp()
    await post(order(), call)
    const reply = await post(JSON.stringify(order(), null, 1), call)
    expect([reply.status, answer(reply).error_code]).toEqual([422, 'IDEMPOTENCY_KEY_MISMATCH'])
    expect(hiapi.tasks.size).toBe(1)
  })

  it('answers 409 while the first request is in flight', async () => {
    const { pass, post } = setUp({ durations: { accepting: 3000 } })
    expect((await post(order(), call)).transport).toEqual({ delayMs: 3000 })
    const reply = await post(order(), call)
    expect([reply.status, reply.headers['retry-after']]).toEqual([409, '5'])
    pass(3000)
    expect((await post(order(), call)).headers['idempotent-replay']).toBe('true')
  })

  it('is forgotten after a day, and belongs to one API key', async () => {
    const { hiapi, pass, post } = setUp()
    await post(order(), call)
    await post(order(), { ...call, key: 'sk-two' })
    pass(24 * 3_600_000)
    await post(order(), call)
    expect(hiapi.tasks.size).toBe(3)
  })

  it('is used up by a refusal only when the server is set so', async () => {
    for (const refusedUsesKey of [false, true]) {
      const { post } = setUp({ refusedUsesKey })
      expect((await post(order({ prompt: '' }), call)).status).toBe(400)
      expect((await post(order(), call)).status).toBe(refusedUsesKey ? 422 : 200)
    }
  })

  it('has at most 255 bytes and no control characters', async () => {
    const { post } = setUp()
    expect((await post(order(), { idempotency: 'x'.repeat(256) })).status).toBe(400)
    expect((await post(order(), { idempotency: 'a\x01' })).status).toBe(400)
    expect((await post(order(), { idempotency: 'x'.repeat(255) })).status).toBe(200)
  })
})

describe('limits', () => {
  it('admit a number of requests in any minute', async () => {
    const { get, hiapi, pass, post } = setUp({
      limits: { requestsPerMinute: 2, rateHeaders: true },
    })
    expect((await get('/v1/tasks')).headers['x-ratelimit-remaining']).toBe('1')
    pass(20_000)
    await get('/v1/tasks')
    const reply = await get('/v1/tasks')
    expect([reply.status, reply.headers['retry-after']]).toEqual([429, '40'])
    expect((await post(order())).status).toBe(429)
    expect(hiapi.counters.tooMany).toEqual({ get: 1, post: 1 })
    pass(40_000)
    expect((await get('/v1/tasks')).status).toBe(200)
  })

  it('admit a number of tasks at once', async () => {
    const { pass, post } = setUp({ limits: { tasksAtOnce: 1, retryAfter: 'http-date' } })
    await post(order())
    const reply = await post(order())
    expect(reply.status).toBe(429)
    expect(reply.headers['retry-after']).toMatch(/GMT$/)
    pass(6500)
    expect((await post(order())).status).toBe(200)
  })
})
