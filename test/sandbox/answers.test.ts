import { describe, expect, test } from 'vitest'
import { Settings } from '../../contract/model/client-storage/settings.ts'
import type { Job } from '../../ui/engine/jobs/job.ts'
import { variantsOf } from '../endure/canvas.ts'
import { ledgerOf } from '../endure/complaints.ts'
import type { Life } from '../endure/life.ts'
import { live } from '../endure/live.ts'
import { apiKey, createWorld, type World } from '../endure/world.ts'
import type { HiapiOptions } from '../hiapi/api.ts'
import type { FaultRule, ReplyFault } from '../hiapi/faults.ts'
import { failureText } from '../../ui/engine/failures/text.ts'

const oldName = 'gpt-image-2-image-to-image'
const newName = 'gpt-image-2/image-to-image'
const page = '<!doctype html><title>Just a moment…</title><script>challenge()</script>'

/** Any answer; `made`: the create goes through all the same. */
function answer(status: number, body: unknown, made = true): ReplyFault {
  const isText = typeof body === 'string'
  const text = isText ? body : JSON.stringify(body)
  const type = isText ? 'text/html' : 'application/json'
  return { kind: 'text', status, body: text, type, processed: made }
}

interface Outcome {
  readonly world: World
  readonly job: Job
  readonly posts: readonly { readonly key: string; readonly body: string }[]
}

/** Orders one picture in a new file, and waits until nothing goes on by itself. */
async function ordered(
  rules: readonly FaultRule[],
  options: HiapiOptions = {},
  course: (life: Life, world: World) => Promise<void> = (life) => life.atRest(),
): Promise<Outcome> {
  const world = createWorld({ ...options, faults: rules })
  const jobs = await live(world, async (life) => {
    await life.generate(world.sources.slice(0, 1), ['1:1'])
    await course(life, world)
  })
  const [job] = jobs
  if (job === undefined) throw new Error('no job')
  return { world, job, posts: postsTo(world) }
}

function postsTo({ hiapi }: World) {
  return hiapi.requests
    .filter(({ op }) => op === 'create')
    .map(({ headers, body }) => ({
      key: headers['idempotency-key'] ?? '',
      body: new TextDecoder().decode(body),
    }))
}

const create = (fault: ReplyFault, times = 1): FaultRule => ({ on: 'create', fault, times })
const failureOf = ({ state }: Job) => (state.name === 'failed' ? state.failure : null)
const sentenceOf = (job: Job) => {
  const failure = failureOf(job)
  return failure === null ? '' : failureText(failure, job)
}
const settingsOf = ({ storage }: World) => Settings.parse(storage.get('settings'))

/** One task, its picture on the canvas, and nothing left to do. */
function expectOnePlaced({ world, job }: Outcome) {
  expect(world.hiapi.tasks.size).toBe(1)
  expect(job.state.name).toBe('done')
  expect(ledgerOf(world.storage)).toEqual([])
  expect(variantsOf(world.document).map(({ recipe }) => recipe.progress.state)).toEqual(['done'])
}

/** The key is where it belongs, and nowhere in the file. */
function expectNoLeak({ world }: Outcome) {
  expect(JSON.stringify(world.document.toJSON())).not.toContain(apiKey)
}

describe('a create that went through', () => {
  test.each([
    ['an empty 408', answer(408, '')],
    ['a 408 page', answer(408, page)],
    ['a 408 in the API’s envelope', answer(408, { code: 408, message: 'late', data: null })],
    ['an empty 499', answer(499, '')],
    ['a 425', answer(425, '')],
    ['a 500 page', answer(500, page)],
    ['a 503 page', answer(503, page)],
    ['a 504', answer(504, 'upstream timed out')],
    ['a 524', answer(524, page)],
    ['a 200 page', answer(200, page)],
    ['broken JSON', answer(200, '{"code":200,"data":{"taskI')],
    [
      'a 200 with an error of the gateway’s',
      answer(200, { error: { type: 'hiapi_error', code: 'upstream_timeout' } }),
    ],
    ['a 200 with a code', answer(200, { code: 200, data: null, error_code: 'INTERNAL' })],
    ['a 200 without a task id', answer(200, { code: 200, message: 'success', data: {} })],
    ['a 200 that says 500', answer(200, { code: 500, message: 'oops', data: null })],
  ])('is sent again with the same key and bytes where the answer is %s', async (_, fault) => {
    const outcome = await ordered([create(fault)])
    expect(outcome.posts.length).toBe(2)
    expect(outcome.posts[1]).toEqual(outcome.posts[0])
    expectOnePlaced(outcome)
  })

  test.each([
    ['a 400 page', answer(400, page)],
    ['a 401 page', answer(401, page)],
    ['a 403 page', answer(403, page)],
    ['a 404 page', answer(404, page)],
    ['a plain 405', answer(405, 'Method not allowed')],
    ['a 407', answer(407, page)],
    ['a 400 that is not HiAPI’s', answer(400, { error: 'prompt must be in English' })],
    ['a 200 that speaks of money', answer(200, { code: 1, message: 'insufficient balance' })],
    ['a 200 that says 401', answer(200, { code: 401, message: 'who?', data: null })],
    [
      'STORAGE_UNAVAILABLE',
      answer(503, { code: 503, message: 'x', error_code: 'STORAGE_UNAVAILABLE' }),
    ],
    ['a redirect', answer(307, '')],
  ])('keeps its key and its bytes where the answer is %s', async (_, fault) => {
    let told: Job | undefined
    const outcome = await ordered([create(fault)], {}, async (life) => {
      await life.atRest()
      const { jobs, notice } = life.engine.snapshot()
      told = jobs[0]
      if (notice?.kind === 'paused') life.engine.resume()
      else if (told !== undefined) life.engine.retry(told.plan.id)
      await life.until(([job]) => job?.state.name === 'done')
    })
    // HiAPI may have it: that is what the designer is told, and what the ledger says.
    expect(told?.submission.state).toBe('sending')
    expect(outcome.posts.length).toBe(2)
    expect(outcome.posts[1]).toEqual(outcome.posts[0])
    expectOnePlaced(outcome)
  })

  test.each([
    ['no code', { code: null, message: 'success' }],
    ['an odd code', { code: 500 }],
    ['an error beside it', { error: { code: 'odd' } }],
  ])('is known by its id, with %s', async (_, rest) => {
    const rewrite = (said: unknown) => ({ data: (said as { data: unknown }).data, ...rest })
    const outcome = await ordered([create({ kind: 'rewritten', rewrite })])
    expect(outcome.posts.length).toBe(1)
    expectOnePlaced(outcome)
  })
})

describe('a create that was refused', () => {
  test.each([
    [400, { code: 400, message: 'no', data: null, error_code: 'INVALID_REQUEST' }, 'refused'],
    [422, { message: 'no control characters', error_code: 'VALIDATION_ERROR' }, 'refused'],
    [400, { error: { code: 400, message: 'no' } }, 'refused'],
  ])('cost nothing: %i %j', async (status, body, kind) => {
    const outcome = await ordered([create(answer(status, body, false))])
    expect(failureOf(outcome.job)?.kind).toBe(kind)
    expect(outcome.job.submission.state).toBe('unsent')
    expect(outcome.posts.length).toBe(1)
    expect(sentenceOf(outcome.job)).toContain('It cost nothing.')
  })

  test('for the balance says so, in whatever language', async () => {
    const body = { error: { code: 'insufficient_user_quota', message: '用户额度不足' } }
    const { world } = await ordered([create(answer(403, body, false))], {}, async (life) => {
      await life.atRest()
      const { notice } = life.engine.snapshot()
      expect(notice).toMatchObject({ kind: 'paused', failure: { kind: 'out-of-balance' } })
    })
    expect(world.hiapi.tasks.size).toBe(0)
  })

  test.each([
    [503, 'model_not_found'],
    [404, 'model_not_found'],
    [400, 'MODEL_UNAVAILABLE'],
  ])(
    'for the model’s name (%i %s) is tried under the other name, which is kept',
    async (status, code) => {
      const body = { error: { code, message: 'no channel for it' } }
      const isOld = ({ text }: { text: string }) => text.includes(oldName)
      const outcome = await ordered([
        { on: 'create', fault: answer(status, body, false), when: isOld },
      ])
      expect(outcome.posts.map(({ body: sent }) => sent.includes(newName))).toEqual([false, true])
      expect(outcome.posts[1]?.key).not.toBe(outcome.posts[0]?.key)
      expectOnePlaced(outcome)
      expect(settingsOf(outcome.world).model).toBe(newName)
    },
  )

  test.each([
    'The prompt was refused by the content filter of the model',
    'The prompt asks for images of a fashion model',
  ])('in words that only mention a model is sent once: %s', async (message) => {
    const body = { code: 400, message, data: null, error_code: 'INVALID_REQUEST' }
    const outcome = await ordered([create(answer(400, body, false), 9)])
    expect(outcome.posts.length).toBe(1)
    expect(settingsOf(outcome.world).model).toBe(oldName)
    expect(sentenceOf(outcome.job)).toContain(message)
  })

  test('under both names of the model says so, and keeps the name', async () => {
    const body = { error: { code: 'model_not_found', message: 'no channel' } }
    const outcome = await ordered([create(answer(503, body, false), 9)])
    expect(outcome.posts.length).toBe(2)
    expect(failureOf(outcome.job)?.kind).toBe('model-refused')
    expect(settingsOf(outcome.world).model).toBe(oldName)
  })

  test('while another task is a minute old is never taken for that one', async () => {
    const world = createWorld()
    const colleague = {
      method: 'POST',
      path: '/v1/tasks',
      query: new URLSearchParams(),
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        model: oldName,
        input: { prompt: 'Theirs', input_urls: ['https://example.com/a.png'] },
      }),
    }
    await world.hiapi.handle(colleague)
    await world.clock.advance(60_000)
    const body = { message: 'must not contain control characters', error_code: 'VALIDATION_ERROR' }
    world.hiapi.faults.add(create(answer(422, body, false)))
    const [job] = await live(world, async (life) => {
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      await life.atRest()
    })
    expect(job && sentenceOf(job)).toContain('must not contain control characters')
    expect(world.hiapi.count('list')).toBe(0)
    expect(world.hiapi.count('get')).toBe(0)
    expect(variantsOf(world.document)[0]?.recipe.progress).toMatchObject({
      state: 'failed',
      task: null,
    })
  })
})

describe('what stands between', () => {
  test.each([
    [403, page, 'intercepted', 'A firewall, proxy or sign-in page blocks HiAPI.'],
    [404, page, 'wrong-address', 'Check the API address in Settings.'],
    [404, { code: 404, message: 'no such path', data: null }, 'wrong-address', 'API address'],
    [307, '', 'redirected', 'so the key was not sent.'],
  ])('is told as what it is, at once: %i', async (status, body, kind, words) => {
    const { posts } = await ordered([create(answer(status, body, false))], {}, async (life) => {
      await life.atRest()
      const { notice, jobs } = life.engine.snapshot()
      const failure = notice?.kind === 'paused' ? notice.failure : null
      const [job] = jobs
      expect(failure?.kind).toBe(kind)
      if (failure !== null && job !== undefined) {
        expect(failureText(failure, job)).toContain(words)
        expect(failureText(failure, job)).not.toMatch(/API key may|does not accept/)
      }
    })
    expect(posts.length).toBe(1)
  })
})

describe('words of a server', () => {
  test.each([
    ['Invalid token sk-abc123 for this workspace', 'Invalid token [API key] for this workspace'],
    [`Bad key ${apiKey}, try another`, 'Bad key [API key], try another'],
    [`Authorization: Bearer ${apiKey}`, '[API key]'],
  ])('hold no key, in the window or in the file: %s', async (message, shown) => {
    const body = { code: 400, message, data: null, error_code: 'INVALID_REQUEST' }
    const refused = await ordered([create(answer(400, body, false))])
    expect(sentenceOf(refused.job)).toContain(shown)
    expectNoLeak(refused)
    const failed = await ordered([{ on: 'task', fault: { kind: 'fails', message } }])
    expect(sentenceOf(failed.job)).toContain(shown)
    expect(failureOf(failed.job)?.kind).toBe('task-failed')
    expectNoLeak(failed)
  })

  test('of 120 kB mark the frame as failed, and it still is after reopening', async () => {
    const message = 'no luck '.repeat(15_000)
    const { world, job } = await ordered([{ on: 'task', fault: { kind: 'fails', message } }])
    expect(failureOf(job)?.words?.length).toBeLessThanOrEqual(200)
    const progress = () => variantsOf(world.document)[0]?.recipe.progress
    expect(progress()?.state).toBe('failed')
    expect(await live(world, (life) => life.atRest())).toEqual([])
    expect(progress()?.state).toBe('failed')
  })

  test.each([
    [
      '{"error":{"message":"Rejected by the safety system.","code":"moderation_blocked"}}',
      'moderated',
    ],
    ['violates content_policy', 'moderated'],
    ['blocked by referrer-policy of the host', 'task-failed'],
    ['the policy server could not be reached', 'task-failed'],
  ])('of a failed task mean what they say: %s', async (message, kind) => {
    const { job } = await ordered([{ on: 'task', fault: { kind: 'fails', message } }])
    expect(failureOf(job)?.kind).toBe(kind)
    expect(sentenceOf(job)).not.toContain('{')
  })
})

describe('a task', () => {
  test.each([
    { status: 'fail', error: { code: null, message: 'no luck', param: null } },
    { status: 'fail', error: { code: 400, message: 'no luck' } },
    { status: 'canceled', completed: 1_790_000_000, error: { message: 'no luck' } },
    { status: 'expired', completed: 1_790_000_000, error: 'no luck' },
    { status: 'rejected', completed: '2026-11-28T10:00:00Z', error: ['no luck'] },
  ])('that says %j has failed at the next look', async (said) => {
    const { job } = await ordered([looks(said)])
    expect(failureOf(job)).toMatchObject({ kind: 'task-failed', words: 'no luck' })
  })

  test('whose picture is told two looks after its end is placed without a press', async () => {
    const outcome = await ordered([looks({ status: 'success', output: [] }, 2)])
    expectOnePlaced(outcome)
  })

  test('with an id of other characters is watched, escaped in the address', async () => {
    const odd = 'tk.hiapi:01/AB?'
    const outcome = await ordered(
      [
        create(answer(200, { code: 200, data: { taskId: odd } })),
        {
          on: 'get',
          fault: answer(200, { data: { taskId: odd, status: 'fail', error: 'no luck' } }, false),
        },
      ],
      {},
    )
    expect(failureOf(outcome.job)?.words).toBe('no luck')
    const [get] = outcome.world.hiapi.requests.filter(({ op }) => op === 'get')
    expect(get?.path).toBe('/v1/tasks/tk.hiapi%3A01%2FAB%3F')
  })
})

/** Changes what looks at a task are told of it. */
function looks(task: Readonly<Record<string, unknown>>, times?: number): FaultRule {
  const rewrite = (answer: unknown) => ({
    ...(answer as object),
    data: { ...(answer as { data: object }).data, ...task },
  })
  const fault: ReplyFault = { kind: 'rewritten', rewrite }
  return { on: 'get', fault, ...(times === undefined ? {} : { times }) }
}
