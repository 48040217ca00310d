import { taskOf } from '../../../ui/engine/jobs/job.ts'
import { describe, expect, test } from 'vitest'
import type { Job } from '../../../ui/engine/jobs/job.ts'
import { besideText } from '../../../ui/formats/terms.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { addLayers } from '../../endure/layers.ts'
import type { Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import type { Step } from '../../endure/steps.ts'
import { comingTo, dropUnseenImages, holesIn, rendersOf } from '../../endure/swaps.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { addVector, person, solid } from '../../host/builders.ts'

/** A file with a layer that is to be swapped: turned, on the open canvas. */
function worldWithLayer() {
  const world = createWorld()
  const [, , layer = ''] = addLayers(world.document)
  return { world, layer, does: person(world.document) }
}

const swap = (layer: string) => async (life: Life) => {
  await life.swap([layer])
  await life.atRest()
}
const rest = (life: Life) => life.atRest()
const on = (kind: string, count = 1) => {
  let times = 0
  return (step: Step) => step.kind === kind && ++times === count
}
const failureOf = (job: Job | undefined) =>
  job?.state.name === 'failed' ? job.state.failure.kind : job?.state.name
const tasksOf = ({ hiapi }: World) => [...hiapi.tasks.keys()]

function expectSwapped({ document, storage, hiapi }: World, layer: string) {
  expect(holesIn(document, [layer])).toEqual([])
  expect(document.prop(layer, 'visible')).toBe(false)
  expect(rendersOf(document).map(({ pictures }) => pictures.length)).toEqual([1])
  expect(hiapi.tasks.size).toBe(1)
  expect(ledgerOf(storage)).toEqual([])
}

/** Its picture is in a frame beside, and the layer is as it was. */
function expectBeside(world: World, layer: string, jobs: readonly Job[]) {
  const { document, storage } = world
  const [variant, ...others] = variantsOf(document)
  expect(others).toEqual([])
  expect(variant?.recipe.progress).toMatchObject({ state: 'done', task: tasksOf(world)[0] })
  expect(rendersOf(document)).toEqual([])
  if (document.has(layer)) {
    expect(document.prop(layer, 'visible')).toBe(true)
    expect(comingTo(document, [layer])).toEqual([])
  }
  expect(jobs.map(({ state, remark }) => [state.name, remark])).toEqual([
    ['done', expect.stringContaining(besideText('Tilted'))],
  ])
  expect(jobs[0]?.variants).toEqual([variant?.node])
  const told = document.node(variant?.node ?? '').relaunch['show-recipe']
  expect(told).toContain('can no longer be swapped')
  expect(tasksOf(world)).toHaveLength(1)
  expect(ledgerOf(storage)).toEqual([])
}

describe('a render whose layer can no longer be replaced', () => {
  test.each<readonly [string, (world: World, layer: string) => void]>([
    ['deleted', ({ document }, layer) => person(document).remove(layer)],
    [
      'made a component',
      ({ document }, layer) => document.person(() => document.retype(layer, 'COMPONENT')),
    ],
    [
      'made a component, and locked',
      ({ document }, layer) =>
        document.person(() => {
          document.retype(layer, 'COMPONENT')
          document.set(layer, { locked: true })
        }),
    ],
  ])('stands beside where that was, and is not paid again: %s', async (_, happens) => {
    const { world, layer } = worldWithLayer()
    const jobs = await live(world, async (life) => {
      await life.swap([layer])
      await life.until(([job]) => job !== undefined && taskOf(job) !== null)
      happens(world, layer)
      await life.atRest()
    })
    expectBeside(world, layer, jobs)
    // Nothing is offered when it is opened again.
    expect(await live(world, rest)).toEqual([])
  })

  test('stands beside it also where that happened while the plugin was closed', async () => {
    const { world, layer, does } = worldWithLayer()
    await live(world, swap(layer), on('GET of a task leaves'))
    expect(tasksOf(world)).toHaveLength(1)
    does.remove(layer)
    expectBeside(world, layer, await live(world, rest))
  })

  test('costs nothing where the layer is gone before it was sent', async () => {
    const { world, layer, does } = worldWithLayer()
    const jobs = await live(world, async (life) => {
      await life.swap([layer])
      await life.until(([job]) => job?.variants[0] === layer)
      does.remove(layer)
      await life.atRest()
    })
    expect(failureOf(jobs[0])).toBe('variant-gone')
    expect(tasksOf(world)).toEqual([])
    expect(ledgerOf(world.storage)).toEqual([])
  })
})

test('a layer that was made flat, and that the ledger has forgotten, is offered, and so are all others', async () => {
  const world = createWorld()
  const layer = addVector(world.document, world.document.currentPage, {
    name: 'Wave',
    y: 900,
    width: 30,
    height: 20,
    fills: [solid('#884400')],
  })
  await live(world, swap(layer), on('GET of a task leaves'))
  for (const key of ledgerOf(world.storage)) world.storage.delete(key)
  world.document.person(() => world.document.set(layer, { height: 0 }))
  const jobs = await live(world, rest)
  expect(jobs.map(failureOf)).toEqual(['forgotten'])
})

describe('a layer whose reference the file has lost', () => {
  test('is captured again, and its request is the very same', async () => {
    const { world, layer } = worldWithLayer()
    await live(world, swap(layer), on('POST answered'))
    expect(dropUnseenImages(world.document)).toBe(1)
    await live(world, rest)
    expect(world.hiapi.counters.replays).toBe(1)
    expectSwapped(world, layer)
  })

  test('can’t be told of where it looks otherwise now; as it was, it goes on', async () => {
    const { world, layer, does } = worldWithLayer()
    await live(world, swap(layer), on('POST answered'))
    dropUnseenImages(world.document)
    const fills = world.document.prop(layer, 'fills')
    does.set(layer, { fills: [solid('#ff0000')] })
    const jobs = await live(world, rest)
    expect(jobs.map(failureOf)).toEqual(['answer-lost'])
    expect(world.hiapi.count('create')).toBe(1)
    expect(world.hiapi.count('list')).toBe(0)
    does.set(layer, { fills })
    await live(world, rest)
    expectSwapped(world, layer)
  })

  test('takes no task that may be another’s: it says so, and stays', async () => {
    const { world, does } = worldWithLayer()
    const layers = addLayers(world.document).slice(0, 2)
    const both = async (life: Life) => {
      await life.swap(layers)
      await life.atRest()
    }
    await live(world, both, on('POST leaves', 2))
    dropUnseenImages(world.document)
    for (const layer of layers) does.set(layer, { fills: [solid('#ff0000')] })
    const sent = world.hiapi.count('create')
    const jobs = await live(world, rest)
    expect(jobs.map(failureOf)).toEqual(['answer-lost', 'answer-lost'])
    expect(world.hiapi.count('create')).toBe(sent)
    expect(rendersOf(world.document)).toEqual([])
    // It comes back until it is known whether it was paid.
    expect(await live(world, rest)).toHaveLength(2)
  })

  test('fails plainly, for nothing, where it was never sent', async () => {
    const { world, layer, does } = worldWithLayer()
    // The first such step is the mark of the file.
    let ended = 0
    await live(world, swap(layer), (step) => on('undo step about to end')(step) && ++ended === 2)
    dropUnseenImages(world.document)
    does.set(layer, { fills: [solid('#ff0000')] })
    const jobs = await live(world, rest)
    expect(jobs.map(failureOf)).toEqual(['reference-gone'])
    expect(tasksOf(world)).toEqual([])
    expect(comingTo(world.document, [layer])).toEqual([])
  })
})

test('a layer that a render is on its way for is not ordered again', async () => {
  const { world, layer } = worldWithLayer()
  const [, sticker = ''] = addLayers(world.document)
  const jobs = await live(world, async (life) => {
    await life.swap([layer])
    await life.swap([layer, sticker])
    await life.atRest()
  })
  expect(jobs.map(({ plan, state }) => [plan.source.name, state.name])).toEqual([
    ['Sticker', 'done'],
    ['Tilted', 'done'],
  ])
  expect(tasksOf(world)).toHaveLength(2)
  expect(jobs.map(({ variants }) => variants[0])).toEqual(
    jobs.map(
      ({ plan }) =>
        rendersOf(world.document).find(({ end }) => end.original === plan.source.id)?.node,
    ),
  )
})
