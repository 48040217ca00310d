import { describe, expect, test } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { live } from '../../endure/live.ts'
import { apiKey } from '../../endure/world.ts'
import { answer, create, failureOf, ordered, sentenceOf, type Outcome } from '../support/ordered.ts'

/** The key is where it belongs, and nowhere in the file. */
function expectNoLeak({ world }: Outcome) {
  expect(JSON.stringify(world.document.toJSON())).not.toContain(apiKey)
}

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
