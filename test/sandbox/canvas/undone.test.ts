import { describe, expect, test } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { type Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { duplicateFile, person } from '../../host/builders.ts'

const failureOf = (job: Job | undefined) =>
  job?.state.name === 'failed' ? job.state.failure : undefined

const statesIn = ({ document }: World) =>
  variantsOf(document).map(({ recipe }) => recipe.progress.state)

/** A world in which a picture was placed. */
async function placed(): Promise<World> {
  const world = createWorld()
  await live(world, async (life) => {
    await life.generate(world.sources.slice(0, 1), ['1:1'])
    await life.atRest()
  })
  expect(variantsOf(world.document)).toHaveLength(1)
  return world
}

/** A world in which the picture, and then its frame, were undone. */
async function undone(): Promise<World> {
  const world = await placed()
  person(world.document).undo()
  person(world.document).undo()
  expect(variantsOf(world.document)).toEqual([])
  return world
}

/** What the window lists when it is opened; after a press, once that has come to its end. */
const reopened = (world: World, press?: (life: Life, job: Job) => void) =>
  live(world, async (life) => {
    await life.atRest()
    const [job] = life.engine.snapshot().jobs
    if (job === undefined || press === undefined) return
    press(life, job)
    await life.until(([again]) => again === undefined || again.state.name === 'done')
  })

describe('a picture that was undone together with its frame', () => {
  test('is offered, and nothing is done by itself', async () => {
    const world = await undone()
    const requests = world.hiapi.requests.length
    const [job, ...others] = await reopened(world)
    expect(failureOf(job)).toMatchObject({ kind: 'undone', remedy: 'new-frame' })
    expect(others).toEqual([])
    expect(world.hiapi.requests.length).toBe(requests)
    expect(variantsOf(world.document)).toEqual([])
  })

  test('is placed again at no cost', async () => {
    const world = await undone()
    await reopened(world, ({ engine }, { plan }) => {
      engine.retry(plan.id)
    })
    expect(variantsOf(world.document).map(({ recipe }) => recipe.progress.state)).toEqual(['done'])
    expect(world.hiapi.count('create')).toBe(1)
    expect(ledgerOf(world.storage)).toEqual([])
    expect(await reopened(world)).toEqual([])
  })

  test('is not offered again once it is discarded', async () => {
    const world = await undone()
    await reopened(world, ({ engine }, { plan }) => {
      engine.discard(plan.id)
    })
    expect(await reopened(world)).toEqual([])
  })

  test('is offered again when it was placed again, and that was undone too', async () => {
    const world = await undone()
    await reopened(world, ({ engine }, { plan }) => {
      engine.retry(plan.id)
    })
    person(world.document).undo()
    person(world.document).undo()
    expect(variantsOf(world.document)).toEqual([])
    const [job] = await reopened(world)
    expect(failureOf(job)).toMatchObject({ kind: 'undone', remedy: 'new-frame' })
  })
})

describe('a picture whose frame waits again on another page', () => {
  async function waiting(): Promise<World> {
    const world = await placed()
    person(world.document).undo()
    person(world.document).setCurrentPage(world.otherPage)
    return world
  }

  test('is offered, and placed there again at no cost', async () => {
    const world = await waiting()
    const [frame] = variantsOf(world.document)
    const [job] = await reopened(world)
    expect(failureOf(job)).toMatchObject({ kind: 'undone', remedy: 'new-frame' })
    await reopened(world, ({ engine }, { plan }) => {
      engine.retry(plan.id)
    })
    expect(variantsOf(world.document).map(({ node }) => node)).toEqual([frame?.node])
    expect(statesIn(world)).toEqual(['done'])
    expect(world.hiapi.count('create')).toBe(1)
    expect(await reopened(world)).toEqual([])
  })

  test('is discarded for good: the frame waits no longer', async () => {
    const world = await waiting()
    await reopened(world, ({ engine }, { plan }) => {
      engine.discard(plan.id)
    })
    expect(statesIn(world)).toEqual(['failed'])
    expect(await reopened(world)).toEqual([])
  })
})

test('a picture that came at a second try, and was undone, is offered though its frame says that the first one failed', async () => {
  const world = createWorld()
  world.hiapi.faults.add({ on: 'picture', fault: { kind: 'picture-truncated' } })
  await live(world, async (life) => {
    await life.generate(world.sources.slice(0, 1), ['1:1'])
    await life.until(([job]) => job?.state.name === 'failed')
    world.hiapi.faults.clear()
    for (const { plan } of life.engine.snapshot().jobs) life.engine.retry(plan.id)
    await life.until(([job]) => job?.state.name === 'done')
  })
  person(world.document).undo()
  expect(statesIn(world)).toEqual(['failed'])
  const [job] = await reopened(world)
  expect(failureOf(job)).toMatchObject({ kind: 'undone', remedy: 'new-frame' })
  await reopened(world, ({ engine }, { plan }) => {
    engine.retry(plan.id)
  })
  expect(statesIn(world)).toEqual(['done'])
  expect(world.hiapi.count('create')).toBe(1)
  expect(await reopened(world)).toEqual([])
})

test('a picture whose frame was deleted is not offered: that was meant', async () => {
  const world = await placed()
  person(world.document).remove(variantsOf(world.document)[0]?.node ?? '')
  expect(await reopened(world)).toEqual([])
})

test('a picture that another has replaced is not offered', async () => {
  const world = await placed()
  await live(world, async (life) => {
    await life.remake(
      variantsOf(world.document).map(({ node }) => node),
      'in-place',
    )
    await life.until((jobs) => jobs.length > 0)
    await life.atRest()
  })
  expect(world.hiapi.count('create')).toBe(2)
  expect(await reopened(world)).toEqual([])
})

test('a picture that replaced another one, and was undone, is offered at once; the other one is there', async () => {
  const world = await placed()
  await live(world, async (life) => {
    for (let times = 0; times < 2; times++) {
      await life.remake(
        variantsOf(world.document).map(({ node }) => node),
        'in-place',
      )
      await life.until((jobs) => jobs.length > times)
      await life.atRest()
    }
    person(world.document).undo()
    await life.until(([newest]) => newest?.state.name === 'failed')
    const [newest, ...others] = life.engine.snapshot().jobs
    expect(failureOf(newest)).toMatchObject({ kind: 'undone', remedy: 'new-frame' })
    expect(others.map(({ state }) => state.name)).toEqual(['done'])
  })
})

test('a picture that was undone is not offered in another file', async () => {
  const world = await undone()
  expect(await reopened({ ...world, document: createWorld().document })).toEqual([])
  const copy = duplicateFile(world.document)
  const [offered] = await reopened({ ...world, document: copy })
  // There as well it was undone: the copy has all that the file had.
  expect(failureOf(offered)?.kind).toBe('undone')
})
