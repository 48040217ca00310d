import { describe, expect, test } from 'vitest'
import { engines, useStage } from '../support/stage.ts'

describe.each(engines)('an id that no task has, %s', (engine) => {
  const stage = useStage({ engine })

  test.each(['/v1/tasks/a%00', '/v1/tasks/%00', '/r/a%00/0/a.png', '/r/%00/0/a.png'])(
    'is not there at once: %s',
    async (path) => {
      const { owner } = stage()
      const begun = performance.now()
      expect((await owner.send(path)).status).toBe(404)
      expect(performance.now() - begun).toBeLessThan(2_000)
    },
  )
})
