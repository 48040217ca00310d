import { describe, expect, test } from 'vitest'
import { engines, useStage } from '../support/stage.ts'

describe.each(engines)('an order whose answer was lost, %s', (engine) => {
  // Long enough for both repetitions to be sent before HiAPI calls.
  const stage = useStage({
    engine,
    hiapi: { durations: { queued: 5, handling: 6_000, archiving: 5 } },
  })

  test('is sent again after its wait, and not only when its lease has run out', async () => {
    const { hiapi, owner } = stage()
    hiapi.hiapi.faults.add({ on: 'create', times: 2, fault: { kind: 'lost' } })
    const id = await owner.orderUntilTaken({ key: 'job-1' })
    await expect.poll(async () => (await owner.get(id)).status, { timeout: 60_000 }).toBe('success')
    const sent = hiapi.hiapi.requests.flatMap(({ op, at }) => (op === 'create' ? [at] : []))
    const gaps = sent.slice(1).map((at, index) => at - (sent[index] ?? 0))
    expect([gaps.length, hiapi.hiapi.tasks.size]).toEqual([2, 1])
    // Half a second and one, with some chance in it; a lease takes fifteen.
    expect(Math.max(...gaps)).toBeLessThan(10_000)
  })
})
