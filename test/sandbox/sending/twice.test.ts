import { taskOf } from '../../../ui/engine/jobs/job.ts'
import { describe, expect, test } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { type Life, openLife } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import type { Step } from '../../endure/steps.ts'
import { createWorld, type World } from '../../endure/world.ts'
import type { CreateFault } from '../../hiapi/faults/faults.ts'
import { person } from '../../host/builders.ts'

const hour = 3_600_000
const lost: CreateFault = { kind: 'lost' }
const broke: CreateFault = { kind: 'error', status: 402 }
const unavailable: CreateFault = { kind: 'error', status: 503, code: 'MODEL_UNAVAILABLE' }

const order = (world: World, life: Life, sources = 1) =>
  life.generate(world.sources.slice(0, sources), ['1:1'])
const failureOf = (job: Job | undefined) =>
  job?.state.name === 'failed' ? job.state.failure : undefined
const postAnswered = ({ kind }: Step) => kind === 'POST answered'

/** Ids of the jobs, newest run first. */
const idsOf = ({ engine }: Life) => engine.snapshot().jobs.map(({ plan }) => plan.id)

function fail(world: World, ...faults: CreateFault[]): void {
  for (const fault of faults) world.hiapi.faults.add({ on: 'create', fault, times: 1 })
}

describe('a request that may have arrived is not paid twice', () => {
  test('when the run was paused for longer than its key lives', async () => {
    const world = createWorld()
    fail(world, lost, broke)
    const jobs = await live(world, async (life) => {
      await order(world, life)
      await life.atRest()
      await world.clock.sleep(25 * hour)
      life.engine.resume()
      await life.until(([job]) => job?.state.name === 'failed')
    })
    expect(failureOf(jobs[0])).toMatchObject({ kind: 'key-expired', remedy: 'new-task' })
    expect(world.hiapi.tasks.size).toBe(1)
  })

  test('when it was stopped, and is wanted again after a day', async () => {
    const world = createWorld()
    await live(
      world,
      async (life) => {
        await order(world, life)
        await life.until(([job]) => job?.state.name === 'sending')
        life.engine.stopAll()
        await world.clock.sleep(150)
      },
      postAnswered,
    )
    await world.clock.advance(25 * hour)
    const jobs = await live(world, async (life) => {
      for (const id of idsOf(life)) life.engine.retry(id)
      await life.until(([job]) => job?.state.name === 'failed')
    })
    expect(failureOf(jobs[0])).toMatchObject({ kind: 'key-expired' })
    expect(world.hiapi.tasks.size).toBe(1)
  })

  test('by asking under the model’s other name', async () => {
    const world = createWorld()
    fail(world, lost, unavailable)
    await live(world, async (life) => {
      await order(world, life)
      await life.atRest()
    })
    expect(world.hiapi.tasks.size).toBe(1)
  })

  test('by asking under the model’s other name in the next window', async () => {
    const world = createWorld()
    await live(world, (life) => order(world, life).then(() => life.atRest()), postAnswered)
    fail(world, unavailable)
    await live(world, (life) => life.atRest())
    expect(world.hiapi.tasks.size).toBe(1)
  })

  test('by sending it to the account of another key', async () => {
    const world = createWorld()
    await live(world, (life) => order(world, life).then(() => life.atRest()), postAnswered)
    const settings = world.storage.get('settings') as object
    world.storage.set('settings', { ...settings, apiKey: 'sk-another' })
    const jobs = await live(world, (life) => life.atRest())
    expect(failureOf(jobs[0])?.kind).toBe('other-account')
    expect(world.hiapi.tasks.size).toBe(1)
    // It is still there to go on with once the key is put back.
    world.storage.set('settings', settings)
    await live(world, (life) => life.atRest())
    expect(world.hiapi.tasks.size).toBe(1)
    expect(variantsOf(world.document)[0]?.recipe.progress.state).toBe('done')
  })
})

describe('a job is pursued once', () => {
  test('when it is stopped and retried before its turn, and the balance ends', async () => {
    const world = createWorld()
    const { hiapi } = world
    hiapi.faults.add({ on: 'create', fault: broke, when: () => hiapi.tasks.size >= 2 })
    await live(world, async (life) => {
      await order(world, life, 2)
      const id = idsOf(life)[1]
      if (id === undefined) throw new Error('two jobs were ordered')
      life.engine.stop(id)
      life.engine.retry(id)
      await life.atRest()
      await world.clock.sleep(60_000)
      hiapi.faults.clear()
      life.engine.resume()
      await world.clock.sleep(120_000)
    })
    expect(hiapi.tasks.size).toBe(2)
  })

  test('when all are stopped and retried right after the press', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await life.generate(world.sources, ['1:1', '16:9', '9:16', '3:2', '2:3'])
      for (const id of idsOf(life)) {
        life.engine.stop(id)
        life.engine.retry(id)
      }
      await life.until((jobs) => jobs.every(({ state }) => state.name === 'done'))
    })
    expect(world.hiapi.count('create')).toBe(10)
    expect(ledgerOf(world.storage)).toEqual([])
  })

  test('when two windows of a file are refused for the balance', async () => {
    const world = createWorld()
    await live(
      world,
      (life) => order(world, life),
      ({ kind }) => kind === 'POST leaves',
    )
    fail(world, broke, broke)
    const windows = [openLife(world), openLife(world)]
    await world.clock.run(
      (async () => {
        const lives = await Promise.all(windows.map(({ life }) => life))
        await Promise.all(lives.map((life) => life.recover()))
        await Promise.all(lives.map((life) => life.atRest()))
        for (const { engine } of lives) engine.resume()
        await Promise.all(lives.map((life) => life.until(([job]) => job?.state.name === 'done')))
      })(),
    )
    for (const window of windows) window.kill()
    expect(world.hiapi.tasks.size).toBe(1)
    expect(variantsOf(world.document)).toHaveLength(1)
  })
})

describe('a stop holds', () => {
  test('for a request that waits for its turn', async () => {
    const world = createWorld()
    fail(world, { kind: 'error', status: 429, retryAfter: { as: 'seconds', seconds: 30 } })
    const jobs = await live(world, async (life) => {
      await order(world, life)
      await life.until(() => life.engine.snapshot().notice?.kind === 'slowed')
      await world.clock.sleep(3_000)
      life.engine.stopAll()
      await world.clock.sleep(120_000)
    })
    expect(jobs[0]?.submission.state).toBe('unsent')
    expect(world.hiapi.tasks.size).toBe(0)
  })

  test('for what was stopped, retried and stopped again, before the first stop is recorded', async () => {
    const world = createWorld()
    const jobs = await live(world, async (life) => {
      await life.generate(world.sources, ['1:1', '16:9'])
      for (const deed of ['stop', 'retry', 'stop'] as const) {
        for (const id of idsOf(life)) life.engine[deed](id)
      }
      await world.clock.sleep(120_000)
    })
    expect(jobs.map(({ state }) => state.name)).toEqual(jobs.map(() => 'stopped'))
    expect(world.hiapi.tasks.size).toBe(0)
  })

  test('for tries that would follow', async () => {
    const world = createWorld()
    world.hiapi.faults.add({ on: 'create', fault: { kind: 'error', status: 503 }, times: 5 })
    await live(world, async (life) => {
      await order(world, life)
      while (world.hiapi.count('create') < 2) await world.clock.sleep(100)
      life.engine.stopAll()
      await world.clock.sleep(120_000)
    })
    expect(world.hiapi.tasks.size).toBe(0)
  })
})

test('a task whose failure was undone does not stand in for the new one', async () => {
  const world = createWorld()
  world.hiapi.faults.add({ on: 'task', fault: { kind: 'fails' }, times: 1 })
  let posts = 0
  await live(
    world,
    async (life) => {
      await order(world, life)
      await life.until(([job]) => job?.state.name === 'failed')
      person(world.document).undo()
      for (const id of idsOf(life)) life.engine.retry(id)
      await life.until(([job]) => job?.state.name === 'done')
    },
    (step) => postAnswered(step) && ++posts === 2,
  )
  await live(world, (life) => life.atRest())
  expect(world.hiapi.tasks.size).toBe(2)
  expect(variantsOf(world.document)[0]?.recipe.progress.state).toBe('done')
  expect(ledgerOf(world.storage)).toEqual([])
})

test('a run whose frames and mark were undone is still this file’s after another run', async () => {
  const world = createWorld()
  await live(world, async (life) => {
    await order(world, life)
    await life.until(([job]) => job !== undefined && taskOf(job) !== null)
    for (let times = 0; times < 5; times++) person(world.document).undo()
    await life.generate(world.sources.slice(0, 1), ['16:9'])
    await life.until((jobs) => jobs.length === 2)
    await world.clock.sleep(100)
  })
  await live(world, async (life) => {
    await life.atRest()
    expect(life.engine.snapshot().otherFiles).toEqual([])
    expect(life.engine.snapshot().jobs.length).toBeGreaterThan(0)
  })
})

test('a task that the API can’t tell about does not hold up another', async () => {
  const world = createWorld()
  await live(world, async (life) => {
    await order(world, life, 2)
    await life.until((jobs) => jobs.every((job) => taskOf(job) !== null))
    const [first] = life.engine.snapshot().jobs
    world.hiapi.faults.add({
      on: 'get',
      fault: { kind: 'error', status: 500 },
      when: ({ request }) => request.path.includes((first && taskOf(first)) ?? 'none'),
    })
    await life.until(([, second]) => second?.state.name === 'done')
  })
})
