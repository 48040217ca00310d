import { describe, expect, test } from 'vitest'
import { createHiapi, type HiapiOptions } from '../../hiapi/api/api.ts'
import type { FaultRule } from '../../hiapi/faults/faults.ts'
import { createVirtualClock } from '../../hiapi/virtual-clock.ts'
import { type Probed, probe } from '../../probe/probe.ts'
import { questions, type Question } from '../../probe/questions.ts'
import { renderReport } from '../../probe/report.ts'
import { directFetch } from './direct-fetch.ts'

const apiKey = 'sk-very-secret-key'
const old = 'gpt-image-2-image-to-image'

interface SwapReviewReports {
  readonly answer?: boolean
  readonly apiAddress?: string
  readonly keepsKeys?: boolean
}

/** Lets the probe loose on a local HiAPI, in no time. */
async function run(options: HiapiOptions = {}, documentTask: SwapReviewReports = {}) {
  const clock = createVirtualClock()
  const hiapi = createHiapi({
    now: clock.now,
    durations: { accepting: 0, queued: 1_000, handling: 60_000, archiving: 500 },
    pictureScale: 0.1,
    limits: { requestsPerMinute: 60, rateHeaders: true },
    ...options,
  })
  const printed: string[] = []
  const asked: string[] = []
  let ids = 0
  const probed = await clock.run(
    probe({
      fetch: directFetch(hiapi, clock, documentTask.keepsKeys),
      clock,
      print: (line) => printed.push(line),
      ask: async (question) => {
        asked.push(question)
        return documentTask.answer ?? true
      },
      newId: () => `id-${(ids += 1)}`,
      apiKey,
      apiAddress: documentTask.apiAddress ?? 'https://api.hiapi.ai',
    }),
  )
  const report = renderReport(probed, '2026-01-01')
  // Whatever happens: two pictures at most, and the key stays where it is.
  expect(hiapi.tasks.size).toBeLessThanOrEqual(2)
  expect([...printed, ...asked, report].join('\n')).not.toContain(apiKey)
  return { hiapi, printed, asked, report, ...said(probed) }
}

function said({ findings, accepted }: Probed) {
  return {
    accepted,
    answer: (name: Question) => {
      const found = findings[name]
      return found?.settled === true ? found.answer : undefined
    },
    why: (name: Question) => {
      const found = findings[name]
      return found?.settled === false ? found.why : undefined
    },
  }
}

const onCreate = (
  fault: Extract<FaultRule, { on: 'create' }>['fault'],
  times?: number,
): FaultRule => ({ on: 'create', fault, ...(times !== undefined && { times }) })

describe('when all goes well', () => {
  test('two pictures settle every question', async () => {
    const { hiapi, asked, report, answer } = await run()
    expect(hiapi.tasks.size).toBe(2)
    expect(asked).toEqual([expect.stringContaining('at most about $0.06')])
    expect(answer('old-name')).toBe('yes')
    expect(answer('new-name')).toBe('yes')
    expect(answer('data-uris')).toContain('yes, by gpt-image-2-image-to-image at 1:1')
    expect(answer('output-host')).toBe('cdn.hiapi.ai')
    expect(answer('picture-format')).toMatch(/at 1:1: image\/png, 125 × 125, \d+ bytes, sent as/)
    expect(answer('lifetime')).toBe('604800 s (168.0 h)')
    expect(answer('duration')).toMatch(/at 16:9: 6\d\.\d s from the request .* 6\d s by its own/)
    expect(answer('rate-limits')).toContain('x-ratelimit-limit: 60, readable')
    expect(answer('pricing')).toContain('gpt-image-2-image-to-image: $0.03 image')
    expect(answer('preflight-create')).toMatch(/^yes; status 204/)
    expect(answer('errors-readable')).toContain('status 401')
    expect(report).not.toContain('Not settled')
    for (const question of Object.values(questions)) expect(report).toContain(question)
  })

  test('each key is said before its request, and each task as soon as it is known', async () => {
    const { hiapi, printed } = await run()
    const [first, second] = [...hiapi.tasks.values()]
    expect(printed.filter((line) => /^(Idem|Task)/.test(line))).toEqual([
      'Idempotency-Key of the next picture: restage-probe-id-1',
      `Task: ${first?.id ?? ''}`,
      'Idempotency-Key of the next picture: restage-probe-id-2',
      `Task: ${second?.id ?? ''}`,
    ])
  })

  test('the pictures’ host never sees the key, nor does the price list', async () => {
    const { hiapi } = await run()
    const pictures = hiapi.requests.filter(({ op }) => op === 'picture')
    expect(pictures).toHaveLength(2)
    for (const { headers } of pictures) expect(headers['authorization']).toBeUndefined()
  })
})

describe('what is not spent', () => {
  test('a no leaves it at what is free', async () => {
    const { hiapi, report, answer } = await run({}, { answer: false })
    expect(hiapi.count('create')).toBe(0)
    expect(answer('key')).toBe('yes')
    expect(report).toContain(`- ${questions['data-uris']} No picture was to be paid for.`)
  })

  test('a wrong key ends it before any question', async () => {
    const { hiapi, asked, accepted, answer } = await run({ badKeys: [apiKey] })
    expect([asked, accepted, hiapi.tasks.size]).toEqual([[], false, 0])
    expect(answer('key')).toBe('NO: 401 (unauthorised): “Invalid API key.”')
    expect(answer('preflight-create')).toMatch(/^yes/)
  })

  test('a server that is not there ends it before any question', async () => {
    const { asked, accepted, why } = await run({}, { apiAddress: 'https://nowhere.example' })
    expect([asked, accepted]).toEqual([[], false])
    expect(why('key')).toBe('unreachable (ECONNREFUSED)')
  })

  test('a server that repeats the key does not get it into the report', async () => {
    const message = `Incorrect key ${apiKey} (sk-very***) of me@example.com | no`
    const { report } = await run({
      faults: [{ on: 'list', fault: { kind: 'error', status: 401, message } }],
    })
    expect(report).toContain('Incorrect key [API key] ([API key]) of [address] \\| no')
  })
})

describe('refusals', () => {
  test('the old name is refused, and the new one tried', async () => {
    const { hiapi, answer } = await run({
      faults: [onCreate({ kind: 'model-refused', model: old })],
    })
    expect(hiapi.tasks.size).toBe(1)
    expect(answer('old-name')).toContain('NO: 400 (refused)')
    expect(answer('new-name')).toBe('yes')
    expect(answer('data-uris')).toContain('yes, by gpt-image-2/image-to-image')
  })

  test('data URIs are refused', async () => {
    const { hiapi, answer, why } = await run({ faults: [onCreate({ kind: 'data-uris-refused' })] })
    expect(hiapi.tasks.size).toBe(0)
    expect(answer('data-uris')).toContain('must be a public http(s) URL')
    expect(why('old-name')).toContain('refused for its reference')
  })

  test('no balance', async () => {
    const { hiapi, why } = await run({ brokeKeys: [apiKey] })
    expect(hiapi.tasks.size).toBe(0)
    expect(why('old-name')).toContain('402 (out-of-balance)')
  })

  test('a task that fails says so, and its words', async () => {
    const { answer, why } = await run({
      faults: [{ on: 'task', fault: { kind: 'fails', message: 'input_urls can’t be fetched' } }],
    })
    expect(answer('data-uris')).toContain('input_urls can’t be fetched')
    expect(why('output-host')).toContain('the task failed')
  })

  test('a task that does not end in ten minutes is left', async () => {
    const { hiapi, why } = await run({ faults: [{ on: 'task', fault: { kind: 'stuck' } }] })
    expect(hiapi.tasks.size).toBe(2)
    expect(why('duration')).toBe('still running after 10 minutes')
  })

  test('CORS that keeps pages out is named', async () => {
    const fault = { kind: 'preflight-refused', headers: 'idempotency-key' } as const
    const { answer } = await run({ faults: [{ on: 'preflight', fault }] }, { answer: false })
    expect(answer('preflight-create')).toMatch(/^NO; .*; not allowed: idempotency-key;/)
  })
})

describe('a create whose answer is lost', () => {
  test('is sent again under the same key, and counts once when the server says it is a repeat', async () => {
    const { hiapi, answer } = await run({ faults: [onCreate({ kind: 'lost' }, 1)] })
    const keys = hiapi.requests
      .filter(({ op }) => op === 'create')
      .map(({ headers }) => headers['idempotency-key'])
    expect(keys).toEqual(['restage-probe-id-1', 'restage-probe-id-1', 'restage-probe-id-2'])
    expect([hiapi.tasks.size, answer('new-name')]).toEqual([2, 'yes'])
  })

  test.each<[string, FaultRule]>([
    ['no answer', onCreate({ kind: 'lost' })],
    ['a gateway’s page', onCreate({ kind: 'text', processed: true })],
    ['a time-out in front', onCreate({ kind: 'error', status: 408, processed: true })],
    ['no task id', onCreate({ kind: 'no-task-id' })],
    ['nonsense', onCreate({ kind: 'text', status: 200, processed: true })],
  ])('never makes more than two, even on a server without idempotency: %s', async (_, rule) => {
    const { hiapi, why } = await run({ faults: [rule] }, { keepsKeys: false })
    expect(hiapi.tasks.size).toBe(2)
    expect(why('old-name')).toBeDefined()
    expect(why('new-name')).toBe('the pictures that may be paid for were used up')
  })
})
