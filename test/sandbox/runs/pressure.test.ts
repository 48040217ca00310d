import { taskOf } from '../../../ui/engine/jobs/job.ts'
import { describe, expect, test } from 'vitest'
import type { AspectRatio } from '../../../contract/model/target.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { type Life, openLife } from '../../endure/life.ts'
import { createWorld, type World } from '../../endure/world.ts'
import type { HiapiOptions } from '../../hiapi/api/api.ts'

const minute = 60_000
const ratios: readonly AspectRatio[] = ['1:1', '3:2', '2:3', '4:3', '3:4', '16:9', '9:16', '2:1']
/** Two sources in eight ratios. */
const jobs = 16

/** One press of Generate for sixteen pictures, from the opening of the plugin to its end. */
async function run(options: HiapiOptions, course: (life: Life, world: World) => Promise<void>) {
  const world = createWorld(options)
  const birth = openLife(world)
  const whole = async () => {
    const life = await birth.life
    await life.recover()
    await life.generate(world.sources, ratios)
    await course(life, world)
  }
  await world.clock.run(whole())
  birth.kill()
  return world
}

function expectAllPlaced({ hiapi, document, storage }: World) {
  expect(hiapi.tasks.size).toBe(jobs)
  expect(variantsOf(document).map(({ recipe }) => recipe.progress.state)).toEqual(
    Array(jobs).fill('done'),
  )
  expect(ledgerOf(storage)).toEqual([])
}

const refusedIn = ({ hiapi }: World) => hiapi.requests.filter(({ status }) => status === 429)

describe('a limit of requests', () => {
  test('that the API tells is never run into', async () => {
    const limits = { requestsPerMinute: 20, rateHeaders: true }
    const world = await run({ limits }, (life) => life.atRest())
    expect(refusedIn(world)).toEqual([])
    expectAllPlaced(world)
  })

  test.each(['seconds', 'http-date', 'none'] as const)(
    'that only shows by refusals slows all down, and no job fails of it (Retry-After: %s)',
    async (retryAfter) => {
      const limits = { requestsPerMinute: 12, retryAfter }
      const world = await run({ limits, exposeHeaders: retryAfter !== 'none' }, (life) =>
        life.atRest(),
      )
      expectAllPlaced(world)
      // Not every request finds out for itself.
      expect(refusedIn(world).length).toBeLessThan(jobs)
    },
  )

  test('is told to the person while the run waits', async () => {
    const limits = { requestsPerMinute: 8 }
    await run({ limits }, async (life) => {
      await life.until(() => life.engine.snapshot().notice?.kind === 'slowed')
      await life.atRest()
    })
  })

  test.each([
    { on: 'list', of: ratios },
    { on: 'get', of: ratios.slice(0, 1) },
  ] as const)('is told to the person where only a look runs into it: $on', async ({ on, of }) => {
    const world = createWorld()
    const birth = openLife(world)
    const retryAfter = { as: 'seconds', seconds: 20 } as const
    world.hiapi.faults.add({ on, times: 1, fault: { kind: 'error', status: 429, retryAfter } })
    const whole = async () => {
      const life = await birth.life
      await life.generate(world.sources, of)
      await life.until(() => refusedIn(world).length > 0)
      await world.clock.sleep(1_000)
      expect(life.engine.snapshot().notice?.kind).toBe('slowed')
      await life.until((all) => all.every(({ state }) => state.name === 'done'))
    }
    await world.clock.run(whole())
    birth.kill()
    expect(world.hiapi.tasks.size).toBe(2 * of.length)
  })

  test('that goes away lets the run speed up again', async () => {
    const world = createWorld({ limits: { requestsPerMinute: 1_000 } })
    const birth = openLife(world)
    const limit = world.hiapi.faults.add({
      on: 'create',
      fault: { kind: 'error', status: 429 },
    })
    const whole = async () => {
      const life = await birth.life
      await life.generate(world.sources, ratios)
      await world.clock.sleep(minute)
      expect(world.hiapi.tasks.size).toBe(0)
      limit()
      await life.atRest()
      for (const { plan, state } of life.engine.snapshot().jobs) {
        if (state.name === 'failed') life.engine.retry(plan.id)
      }
      await life.until((all) => all.every(({ state }) => state.name === 'done'))
    }
    await world.clock.run(whole())
    birth.kill()
    expectAllPlaced(world)
  })
})

describe('a limit of tasks at once', () => {
  test('is found and kept to', async () => {
    const world = await run({ limits: { tasksAtOnce: 2, retryAfter: 'none' } }, (life) =>
      life.atRest(),
    )
    expectAllPlaced(world)
    const creates = world.hiapi.requests.filter(({ op }) => op === 'create')
    expect(creates.filter(({ status }) => status === 429).length).toBeLessThan(2 * jobs)
  })
})

describe('a balance that is used up', () => {
  test('stops what is not sent yet, keeps what runs, and goes on when the person says so', async () => {
    const broke: { until: () => void } = { until: () => {} }
    const world = await run(
      { durations: { queued: 0, handling: 20_000, archiving: 0 } },
      async (life, { hiapi, clock }) => {
        await life.until((all) => all.filter((job) => taskOf(job) !== null).length === 3)
        broke.until = hiapi.faults.add({ on: 'create', fault: { kind: 'error', status: 402 } })
        await life.until(() => life.engine.snapshot().notice?.kind === 'paused')
        const before = hiapi.tasks.size
        const refused = () => hiapi.requests.filter(({ status }) => status === 402).length
        await clock.sleep(minute)
        expect(life.engine.snapshot().notice).toMatchObject({ failure: { kind: 'out-of-balance' } })
        expect(hiapi.tasks.size).toBe(before)
        expect(refused()).toBeLessThanOrEqual(3)
        const states = life.engine.snapshot().jobs.map(({ state }) => state.name)
        expect(states.filter((state) => state === 'done').length).toBe(before)
        expect(states.filter((state) => state === 'waiting').length).toBe(jobs - before)
        broke.until()
        life.engine.resume()
        await life.until((all) => all.every(({ state }) => state.name === 'done'))
      },
    )
    expectAllPlaced(world)
  })
})
