import { describe, expect, test } from 'vitest'
import { failureText } from '../../../ui/engine/failures/text.ts'
import { answer, create, ordered, page } from '../support/ordered.ts'

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
