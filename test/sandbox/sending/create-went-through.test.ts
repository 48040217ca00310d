import { describe, expect, test } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { answer, create, expectOnePlaced, ordered, page } from '../support/ordered.ts'

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
