import { describe, expect, test } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { openLife } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import type { Step } from '../../endure/steps.ts'
import { createWorld } from '../../endure/world.ts'
import { discardedText } from '../../../ui/engine/failures/text.ts'
import { person } from '../../host/builders.ts'
import { rest, count, expectOnePlaced, generate } from '../support/earlier-window.ts'

const statesOf = (jobs: readonly Job[]) => jobs.map(({ state }) => state.name)

describe('a stop', () => {
  test('of what was never sent cancels it: no task, no frame, nothing to come back', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      life.engine.stopAll()
      await world.clock.sleep(5_000)
      expect(statesOf(life.engine.snapshot().jobs)).toEqual(['stopped'])
    })
    expect(world.hiapi.tasks.size).toBe(0)
    expect(variantsOf(world.document)).toEqual([])
    expect(ledgerOf(world.storage)).toEqual([])
  })

  test('of what an earlier window left on a page that is not open removes its frame', async () => {
    const world = createWorld()
    const isSending = ({ kind, what }: Step) =>
      kind === 'message to the plugin half arrives' && what === 'updateJob'
    await live(world, generate(world), isSending)
    expect(variantsOf(world.document)).toHaveLength(1)
    person(world.document).setCurrentPage(world.otherPage)
    world.hiapi.faults.add({ on: 'create', fault: { kind: 'error', status: 402 } })
    await live(world, async (life) => {
      await life.atRest()
      life.engine.stopAll()
      await world.clock.sleep(5_000)
      expect(statesOf(life.engine.snapshot().jobs)).toEqual(['stopped'])
    })
    expect(variantsOf(world.document)).toEqual([])
    expect(ledgerOf(world.storage)).toEqual([])
  })

  test('of what was sent is remembered, and retrying goes on with the same task', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      await life.until(([job]) => job?.state.name === 'generating')
      life.engine.stopAll()
      await world.clock.sleep(30_000)
    })
    await live(world, async (life) => {
      await world.clock.sleep(30_000)
      const [job] = life.engine.snapshot().jobs
      expect(job?.state.name).toBe('stopped')
      expect(job?.submission.state).toBe('created')
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expect(count(world, 'create')).toBe(1)
    expectOnePlaced(world)
  })

  test('of what is being placed leaves nothing in the ledger', async () => {
    const world = createWorld()
    let stop = () => {}
    const birth = openLife(world, {
      onStep: ({ kind, what }) => {
        if (kind === 'message to the window leaves' && what === 'place') stop()
      },
    })
    const whole = async () => {
      const life = await birth.life
      stop = () => {
        life.engine.stopAll()
      }
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      await life.atRest()
      await world.clock.sleep(5_000)
      expect(statesOf(life.engine.snapshot().jobs)).toEqual(['done'])
    }
    await world.clock.run(whole())
    birth.kill()
    expectOnePlaced(world)
    expect(ledgerOf(world.storage)).toEqual([])
  })

  test('that is discarded does not come back, and its frame says so', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      await life.until(([job]) => job?.state.name === 'generating')
      life.engine.stopAll()
      const [job] = life.engine.snapshot().jobs
      if (job !== undefined) life.engine.discard(job.plan.id)
      await life.until((jobs) => jobs.length === 0)
    })
    expect(await live(world, rest)).toEqual([])
    expect(variantsOf(world.document)[0]?.recipe.progress).toMatchObject({
      state: 'failed',
      reason: discardedText,
    })
    expect(ledgerOf(world.storage)).toEqual([])
  })
})
