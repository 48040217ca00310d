import { describe, expect, test } from 'vitest'
import { Settings } from '../../../contract/model/client-storage/settings.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { live } from '../../endure/live.ts'
import { apiKey, createWorld, type World } from '../../endure/world.ts'
import {
  answer,
  create,
  expectOnePlaced,
  failureOf,
  oldName,
  ordered,
  sentenceOf,
} from '../support/ordered.ts'

const newName = 'gpt-image-2/image-to-image'
const settingsOf = ({ storage }: World) => Settings.parse(storage.get('settings'))

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
