import { describe, expect, it } from 'vitest'
import type { FaultRule, TaskFault } from '../../hiapi/faults/faults.ts'
import { errorRows } from '../../hiapi/api/refusal.ts'
import { textOf, type HiapiRequest } from '../../hiapi/api/wire.ts'
import { answer, idOf, order, setUp } from './support.ts'

const setUpWith = (...faults: FaultRule[]) => setUp({ faults })

describe('replies that go wrong', () => {
  it.each(errorRows)('answers $status $code in both envelopes', async (row) => {
    const a = await setUpWith({ on: 'create', fault: { kind: 'error', ...row } }).post(order())
    expect([a.status, answer(a).error_code, answer(a).data]).toEqual([row.status, row.code, null])
    const b = setUpWith({ on: 'create', fault: { kind: 'error', envelope: 'B', ...row } })
    expect(JSON.parse(textOf((await b.post(order())).body))).toMatchObject({
      error: { type: 'hiapi_error', code: row.code },
    })
    expect(b.hiapi.tasks.size).toBe(0)
  })

  it('tells to wait in seconds, by a date, or not at all', async () => {
    const error = { kind: 'error', status: 429 } as const
    const retryAfter = async (rule: FaultRule) =>
      (await setUpWith(rule).get('/v1/tasks')).headers['retry-after']
    const seconds = { as: 'seconds', seconds: 7 } as const
    const date = { as: 'http-date', seconds: 7 } as const
    expect(await retryAfter({ on: 'list', fault: { ...error, retryAfter: seconds } })).toBe('7')
    expect(await retryAfter({ on: 'list', fault: { ...error, retryAfter: date } })).toBe(
      'Thu, 01 Jan 2026 00:00:07 GMT',
    )
    expect(await retryAfter({ on: 'list', fault: error })).toBeUndefined()
  })

  it('can be no JSON at all', async () => {
    const { get } = setUpWith(
      { on: 'list', times: 1, fault: { kind: 'text' } },
      { on: 'list', times: 1, fault: { kind: 'text', status: 200 } },
    )
    const replies = [await get('/v1/tasks'), await get('/v1/tasks'), await get('/v1/tasks')]
    expect(replies.map((reply) => [reply.status, reply.headers['content-type']])).toEqual([
      [502, 'text/html'],
      [200, 'text/html'],
      [200, 'application/json; charset=utf-8'],
    ])
  })

  it.each([
    [{ kind: 'slow', ms: 9 }, { delayMs: 9 }, 1],
    [{ kind: 'cut' }, { end: 'cut' }, 1],
    [{ kind: 'hang' }, { end: 'hang' }, 1],
    [{ kind: 'hang', at: 'body' }, { end: 'stall' }, 1],
    [{ kind: 'lost' }, { end: 'reset' }, 1],
    [{ kind: 'reset' }, { end: 'reset' }, 0],
  ] as const)('%o on a create call: the task exists or not', async (fault, transport, tasks) => {
    const { hiapi, post } = setUpWith({ on: 'create', fault })
    expect((await post(order())).transport).toEqual(transport)
    expect(hiapi.tasks.size).toBe(tasks)
  })

  it('can hide a create call that went through', async () => {
    const call = { idempotency: 'job' }
    const { hiapi, post } = setUpWith(
      { on: 'create', times: 1, fault: { kind: 'text', processed: true } },
      { on: 'create', times: 1, fault: { kind: 'no-task-id' } },
    )
    expect((await post(order(), call)).status).toBe(502)
    expect(answer(await post(order(), call)).data).toEqual({})
    expect((await post(order(), call)).headers['idempotent-replay']).toBe('true')
    expect(hiapi.tasks.size).toBe(1)
  })
})

describe('orders that are refused', () => {
  it('by the spelling of the model', async () => {
    const model = 'gpt-image-2-image-to-image'
    const { post } = setUpWith({ on: 'create', fault: { kind: 'model-refused', model } })
    expect(answer(await post(order())).message).toContain(model)
    expect((await post({ ...order(), model: 'gpt-image-2/image-to-image' })).status).toBe(200)
  })

  it('for inline references, or for a cell of the table', async () => {
    const cell = { kind: 'cell-refused', ratio: '1:1', resolution: '4K' } as const
    const { post } = setUpWith(
      { on: 'create', fault: cell },
      { on: 'create', fault: { kind: 'data-uris-refused' } },
    )
    expect(answer(await post(order())).message).toContain('input_urls')
    const hosted = { input_urls: ['https://a.b/c.png'], aspect_ratio: '1:1' }
    expect((await post(order({ ...hosted, resolution: '4K' }))).status).toBe(400)
    expect((await post(order({ ...hosted, resolution: '2K' }))).status).toBe(200)
  })
})

describe('tasks that go wrong', () => {
  async function ended(fault: TaskFault) {
    const { get, pass, post } = setUpWith({ on: 'task', fault })
    const id = idOf(await post(order()))
    pass(60_000)
    const reply = await get(`/v1/tasks/${id}`)
    expect([reply.status, answer(reply).message]).toEqual([200, 'success'])
    return answer(reply).data
  }

  it('fail with a code or with a bare string', async () => {
    const fails = { kind: 'fails', message: 'content_policy' } as const
    expect(await ended(fails)).toMatchObject({
      status: 'fail',
      error: { code: 'TASK_FAILED', message: 'content_policy' },
    })
    expect((await ended({ ...fails, shape: 'string' })).error).toBe('content_policy')
  })

  it('never end, or speak other words', async () => {
    expect(await ended({ kind: 'stuck' })).toMatchObject({ status: 'handling', completed: 0 })
    const words = { success: 'succeeded', handling: 'polishing' }
    expect((await ended({ kind: 'status-words', words })).status).toBe('succeeded')
    expect((await ended({ kind: 'status-words', words, stuck: true })).status).toBe('polishing')
  })

  it('have output that is missing, empty, mixed or malformed, or elsewhere', async () => {
    expect((await ended({ kind: 'output', shape: 'missing' })).output).toBeUndefined()
    expect((await ended({ kind: 'output', shape: 'empty' })).output).toEqual([])
    expect((await ended({ kind: 'output', shape: 'mixed' })).output).toHaveLength(4)
    expect((await ended({ kind: 'output', shape: 'malformed' })).output).toHaveLength(4)
    const otherFiles = await ended({ kind: 'unlisted-host' })
    expect(otherFiles.output?.[0]?.url).toMatch(/^https:\/\/unlisted\.example\//)
  })
})

describe('rules', () => {
  it('look at the request, strike as often as told, and can be removed', async () => {
    const { hiapi, post } = setUp()
    const fault = { kind: 'error', status: 503 } as const
    const when = ({ text }: { text: string }) => text.includes('cat')
    hiapi.faults.add({ on: 'create', when, times: 1, fault })
    const statuses = async (prompt: string) => (await post(order({ prompt }))).status
    expect([await statuses('dog'), await statuses('cat'), await statuses('cat')]).toEqual([
      200, 503, 200,
    ])
    const remove = hiapi.faults.add({ on: 'create', fault })
    expect(await statuses('dog')).toBe(503)
    remove()
    expect(await statuses('dog')).toBe(200)
  })

  it('strike each n-th that fits, and leave the others to the rules after them', async () => {
    const { post } = setUpWith(
      { on: 'create', every: 3, fault: { kind: 'error', status: 429 } },
      { on: 'create', every: 4, fault: { kind: 'error', status: 503 } },
    )
    const statuses: number[] = []
    for (let n = 0; n < 6; n++) statuses.push((await post(order())).status)
    expect(statuses).toEqual([200, 200, 429, 200, 503, 429])
  })
})

describe('CORS', () => {
  const preflight: HiapiRequest = {
    method: 'OPTIONS',
    path: '/v1/tasks',
    query: new URLSearchParams(),
    headers: { origin: 'null' },
    body: '',
  }

  it('names the headers in the preflight, and is open on errors and pictures too', async () => {
    const { get, hiapi, picture } = setUp({ badKeys: ['bad'] })
    const reply = await hiapi.handle(preflight)
    expect([reply.status, reply.headers['access-control-allow-headers']]).toEqual([
      204,
      'authorization, content-type, idempotency-key',
    ])
    const others = [await get('/v1/tasks', { key: 'bad' }), await picture('http://x/tasks/none')]
    for (const { headers } of [reply, ...others]) {
      expect(headers['access-control-allow-origin']).toBe('*')
    }
  })

  it('can refuse every header, or the idempotency key alone', async () => {
    const all = setUpWith({ on: 'preflight', fault: { kind: 'preflight-refused', headers: 'all' } })
    expect((await all.hiapi.handle(preflight)).status).toBe(403)
    const one = setUpWith({
      on: 'preflight',
      fault: { kind: 'preflight-refused', headers: 'idempotency-key' },
    })
    const { headers } = await one.hiapi.handle(preflight)
    expect(headers['access-control-allow-headers']).toBe('authorization, content-type')
  })
})
