import { describe, expect, test } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf, wrongPicture } from '../../endure/complaints.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { person } from '../../host/builders.ts'
import { storyAndReel, type Wish } from '../support/wish.ts'
import { failureText, stoppedText } from '../../../ui/engine/failures/text.ts'

const serving = 'It was for Instagram story and Reel cover.'

const order = (world: World, life: Life, wish: Partial<Wish> = {}) =>
  life.generate(world.sources.slice(0, 1), [], { targets: storyAndReel, ...wish })
const statesOf = (world: World) =>
  variantsOf(world.document).map(({ recipe }) => recipe.progress.state)
const nodesOf = (world: World) => variantsOf(world.document).map(({ node }) => node)
const done = ([job]: readonly Job[]) => job?.state.name === 'done'

/** Every variant of the file is done and shows what its task made. */
async function expectPictures(world: World, variants: number) {
  expect(statesOf(world)).toEqual(Array(variants).fill('done'))
  for (const variant of variantsOf(world.document)) {
    expect(await wrongPicture(world.document, world.hiapi, variant)).toEqual([])
  }
  expect(ledgerOf(world.storage)).toEqual([])
}

describe('a picture that two placements share', () => {
  test('is one task, in two frames of exactly their pixels, placed as one undo step', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await order(world, life)
      await life.atRest()
    })
    expect(world.hiapi.tasks.size).toBe(1)
    await expectPictures(world, 2)
    const sizes = nodesOf(world).map((node) => {
      const { width, height } = world.document.node(node).props
      return { width, height }
    })
    expect(sizes).toEqual(
      storyAndReel.map(({ target }) => (target.kind === 'placement' ? target.size : null)),
    )
    expect(variantsOf(world.document).map(({ recipe }) => recipe.details.serves)).toEqual(
      Array(2).fill(['Instagram story', 'Reel cover']),
    )
    person(world.document).undo()
    expect(statesOf(world)).not.toContain('done')
    expect(nodesOf(world)).toHaveLength(2)
  })

  test('that fails says in both frames, and in the window, what it was for', async () => {
    const world = createWorld()
    world.hiapi.faults.add({ on: 'task', fault: { kind: 'fails' }, times: 1 })
    const [job] = await live(world, async (life) => {
      await order(world, life)
      await life.atRest()
    })
    if (job?.state.name !== 'failed') throw new Error('the task failed')
    expect(failureText(job.state.failure, job)).toContain(serving)
    const reasons = variantsOf(world.document).map(({ recipe: { progress } }) =>
      progress.state === 'failed' ? progress.reason : '',
    )
    expect(reasons).toEqual(Array(2).fill(expect.stringContaining(serving)))
  })

  test('that is stopped before it was sent takes both frames along, and says what it was for', async () => {
    const world = createWorld()
    const [job] = await live(world, async (life) => {
      await order(world, life)
      await life.until(([first]) => first?.variants.every((node) => node !== null) === true)
      life.engine.stopAll()
      await world.clock.sleep(5_000)
    })
    if (job === undefined) throw new Error('one was ordered')
    expect(stoppedText(job)).toContain(serving)
    expect(nodesOf(world)).toEqual([])
    expect(world.hiapi.tasks.size).toBe(0)
  })

  test('of which one frame is deleted goes into the other, and says so', async () => {
    const world = createWorld()
    const [job] = await live(world, async (life) => {
      await order(world, life)
      await life.until(([first]) => first?.state.name === 'generating')
      const [story = ''] = nodesOf(world)
      person(world.document).remove(story)
      await life.until(done)
    })
    await expectPictures(world, 1)
    expect(job?.variants.filter((node) => node !== null)).toEqual(nodesOf(world))
    expect(job?.remark).toContain('Frames deleted: 1 of 2. The rest have the picture.')
  })

  test('of which both frames are deleted is placed again in both', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await order(world, life)
      await life.until(([first]) => first?.state.name === 'generating')
      for (const node of nodesOf(world)) person(world.document).remove(node)
      await life.until(([first]) => first?.state.name === 'failed')
      const [job] = life.engine.snapshot().jobs
      expect(job?.state).toMatchObject({ failure: { kind: 'variant-gone', remedy: 'new-frame' } })
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(done)
    })
    expect(world.hiapi.tasks.size).toBe(1)
    await expectPictures(world, 2)
  })

  test('is taken up again by the next window, for both frames', async () => {
    const world = createWorld()
    await live(
      world,
      async (life) => {
        await order(world, life)
        await life.atRest()
      },
      ({ kind }) => kind === 'GET of a task leaves',
    )
    expect(statesOf(world)).toEqual(['submitted', 'submitted'])
    const [job] = await live(world, (life) => life.atRest())
    expect(job?.plan.parts.map(({ name }) => name)).toEqual([
      'Poster · Instagram story',
      'Poster · Reel cover',
    ])
    expect(world.hiapi.tasks.size).toBe(1)
    await expectPictures(world, 2)
  })

  test('has copies with a task each', async () => {
    const world = createWorld()
    await live(world, async (life) => {
      await order(world, life, { copies: 2 })
      await life.atRest()
    })
    expect(world.hiapi.tasks.size).toBe(2)
    await expectPictures(world, 4)
    const copies = variantsOf(world.document).map(({ recipe }) => recipe.details.copy)
    expect(copies).toEqual([1, 1, 2, 2])
  })
})
