import { taskOf } from '../../../ui/engine/jobs/job.ts'
import { describe, expect, test, vi } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import type { HiapiOptions } from '../../hiapi/api/api.ts'
import type { Refusal } from '../../hiapi/api/refusal.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const order = (world: World, life: Life, sources = 2) =>
  life.generate(world.sources.slice(0, sources), ['1:1'])

function expectAllPlaced({ hiapi, document, storage }: World, jobs = 2) {
  expect(variantsOf(document).map(({ recipe }) => recipe.progress.state)).toEqual(
    Array(jobs).fill('done'),
  )
  expect(hiapi.tasks.size).toBe(jobs)
  expect(ledgerOf(storage)).toEqual([])
}

/**
 * A run of two jobs, in whose course the computer's clock is set by so many milliseconds.
 *
 * @param at the step of the plugin at which it is; null for never
 */
async function runWithJump(options: HiapiOptions, jump: number, at: number | null) {
  const world = createWorld(options)
  let steps = 0
  const start = world.clock.now()
  await live(
    world,
    async (life) => {
      await order(world, life)
      await life.atRest()
    },
    () => {
      if (++steps === at) world.computer.jump(jump)
      return false
    },
  )
  return { world, steps, took: world.clock.now() - start }
}

describe.each([-72, -1, 1, 72])('a computer’s clock that is set by %i hours', (hours) => {
  test('at any moment of a run neither holds it up nor ends a job', async () => {
    const { steps, took: usual } = await runWithJump({}, 0, null)
    for (let at = 1; at < steps; at += 17) {
      const { world, took } = await runWithJump({}, hours * hour, at)
      expectAllPlaced(world)
      expect(took).toBeLessThanOrEqual(usual + 15 * second)
    }
  })

  test('at any moment of a run that the API slows down is no reason to pause longer', async () => {
    const limits = { requestsPerMinute: 6, rateHeaders: true, tasksAtOnce: 1 }
    const { steps, took: usual } = await runWithJump({ limits }, 0, null)
    for (let at = 1; at < steps; at += 41) {
      const { world, took } = await runWithJump({ limits }, hours * hour, at)
      expectAllPlaced(world)
      expect(took).toBeLessThanOrEqual(usual + 2 * minute)
    }
  })

  test('while a task is watched does not change when it is asked for', async () => {
    const world = createWorld({ durations: { queued: second, handling: minute, archiving: 500 } })
    const polls = () => world.hiapi.requests.filter(({ op }) => op === 'get')
    await live(world, async (life) => {
      await order(world, life, 1)
      await life.until(([job]) => job?.state.name === 'generating')
      await world.clock.sleep(8 * second)
      world.computer.jump(hours * hour)
      const before = polls().length
      await world.clock.sleep(15 * second)
      expect(polls().length).toBeGreaterThan(before)
      await life.atRest()
    })
    expectAllPlaced(world, 1)
  })
})

const hurried: readonly (readonly [string, Refusal['retryAfter']])[] = [
  ['0', { as: 'seconds', seconds: 0 }],
  ['-1', { as: 'seconds', seconds: -1 }],
  ['a date in the past', { as: 'http-date', seconds: -3_600 }],
]

describe.each(hurried)('a Retry-After of %s', (_, retryAfter) => {
  test.each([503, 500, 409, 429])(
    'with a create’s %i leaves the waits as they are',
    async (status) => {
      const creates = async (asked: Refusal['retryAfter']) => {
        const world = createWorld()
        const until = world.clock.now() + 20 * second
        world.hiapi.faults.add({
          on: 'create',
          fault: { kind: 'error', status, ...(asked && { retryAfter: asked }) },
          when: () => world.clock.now() < until,
        })
        await live(world, async (life) => {
          await order(world, life, 1)
          await life.atRest()
        })
        expectAllPlaced(world, 1)
        return world.hiapi.count('create')
      }
      expect(await creates(retryAfter)).toBe(await creates(undefined))
    },
  )

  test.each([503, 500, 429])('with a look’s %i leaves the waits as they are', async (status) => {
    const looks = async (asked: Refusal['retryAfter']) => {
      const world = createWorld()
      const until = world.clock.now() + 20 * second
      world.hiapi.faults.add({
        on: 'get',
        fault: { kind: 'error', status, ...(asked && { retryAfter: asked }) },
        when: () => world.clock.now() < until,
      })
      await live(world, async (life) => {
        await order(world, life, 1)
        await life.atRest()
      })
      expectAllPlaced(world, 1)
      return world.hiapi.count('get')
    }
    expect(await looks(retryAfter)).toBe(await looks(undefined))
  })
})

test('two jobs that have come to one task are both told of its end', async () => {
  const world = createWorld()
  await live(world, async (life) => {
    await order(world, life)
    await life.until((jobs) => jobs.every((job) => taskOf(job) !== null))
  })
  const [first = '', second = ''] = world.hiapi.tasks.keys()
  for (const key of world.storage.keys()) {
    const written = JSON.stringify(world.storage.get(key))
    world.storage.set(key, JSON.parse(written.replaceAll(second, first)))
  }
  const jobs = await live(world, (life) => life.atRest())
  expect(jobs.map(taskOf)).toEqual([first, first])
  expect(jobs.map(({ state }) => state.name)).toEqual(['done', 'done'])
})

test('a listener that throws ends no job, and the others hear of each change', async () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  const world = createWorld()
  const heard: string[] = []
  await live(world, async (life) => {
    life.engine.subscribe(() => {
      throw new Error('a broken view')
    })
    life.engine.subscribe(() => {
      heard.push(...life.engine.snapshot().jobs.map(({ state }) => state.name))
    })
    await order(world, life)
    await life.atRest()
  })
  expectAllPlaced(world)
  expect(new Set(heard)).toEqual(
    new Set(['waiting', 'sending', 'queued', 'generating', 'saving', 'placing', 'done']),
  )
  expect(complaints).toHaveBeenCalled()
  complaints.mockRestore()
})
