import { describe, expect, test } from 'vitest'
import { recipeKey } from '../../../contract/model/plugin-data/recipe.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { type Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import type { Step } from '../../endure/steps.ts'
import { built, createWorld, type World } from '../../endure/world.ts'

const hour = 3_600_000
const rest = (life: Life) => life.atRest()
const on = (kind: string) => (step: Step) => step.kind === kind

/** A world in which one job was killed at a step. */
async function left(kind: string): Promise<World> {
  const world = createWorld()
  const order = async (life: Life) => {
    await life.generate(world.sources.slice(0, 1), ['1:1'])
    await life.atRest()
  }
  await live(world, order, on(kind))
  return world
}

type Raw = Record<string, unknown>

/** Edits the recipe of the one frame, as anyone with the file can. */
function edit({ document }: World, change: (recipe: Raw) => Raw): void {
  const key = `${built.manifest.id}/${recipeKey}`
  const [node = ''] = document
    .descendants(document.rootId)
    .filter((id) => document.node(id).pluginData[key] !== undefined)
  const { pluginData } = document.node(node)
  const recipe = change(JSON.parse(pluginData[key] ?? '{}') as Raw)
  document.person(() =>
    document.setData(node, { pluginData: { ...pluginData, [key]: JSON.stringify(recipe) } }),
  )
}

const otherTask = { state: 'submitted', at: 1, task: 'tk-of-somebody-else' }
const edits: Readonly<Record<string, (recipe: Raw) => Raw>> = {
  'another reference': (recipe) => ({
    ...recipe,
    reference: { ...(recipe['reference'] as Raw), hash: 'f'.repeat(40) },
  }),
  'another task': (recipe) => ({ ...recipe, progress: otherTask }),
  'an end without a picture': (recipe) => ({
    ...recipe,
    progress: { ...otherTask, state: 'done', picture: { hash: 'f', width: 1, height: 1 } },
  }),
  'another run and request': (recipe) => ({
    ...recipe,
    run: 'other',
    request: { ...(recipe['request'] as Raw), prompt: 'Other words' },
  }),
}

function expectOnePaidAndPlaced({ hiapi, document, storage }: World): void {
  const [task] = hiapi.tasks.keys()
  expect(hiapi.tasks.size).toBe(1)
  expect(variantsOf(document).map(({ recipe }) => recipe.progress)).toMatchObject([
    { state: 'done', task },
  ])
  expect(hiapi.requests.filter(({ path }) => path.includes('somebody'))).toEqual([])
  expect(ledgerOf(storage)).toEqual([])
}

describe.each([
  ['before it was sent', 'POST leaves'],
  ['after it was created', 'GET of a task leaves'],
])('of a waiting frame whose recipe was edited %s', (_, kind) => {
  test.each(Object.entries(edits))('what the ledger has wins: %s', async (_name, change) => {
    const world = await left(kind)
    edit(world, change)
    await live(world, rest)
    expectOnePaidAndPlaced(world)
  })
})

describe('a job id beyond ASCII', () => {
  const foreign = (recipe: Raw) => ({ ...recipe, job: 'Größe' })

  test('in a frame leaves its job to be placed into a new one', async () => {
    const world = await left('GET of a task leaves')
    edit(world, foreign)
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      expect(job?.state).toMatchObject({ name: 'failed', failure: { remedy: 'new-frame' } })
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expect(world.hiapi.tasks.size).toBe(1)
    expect(ledgerOf(world.storage)).toEqual([])
  })

  test('in a frame lets its job be discarded, and is itself left alone', async () => {
    const world = await left('GET of a task leaves')
    edit(world, foreign)
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      if (job !== undefined) life.engine.discard(job.plan.id)
      await life.until((jobs) => jobs.length === 0)
    })
    expect(ledgerOf(world.storage)).toEqual([])
    expect(await live(world, rest)).toEqual([])
  })

  test('breaks nothing where the ledger has forgotten the job', async () => {
    const world = await left('GET of a task leaves')
    edit(world, foreign)
    for (const key of ledgerOf(world.storage)) world.storage.delete(key)
    expect(await live(world, rest)).toEqual([])
  })
})

describe('a task that only the file could be told of', () => {
  /** Its answer came, and from then on the storage failed until the end. */
  async function unwritten(): Promise<World> {
    const world = await left('POST answered')
    await live(world, rest, on('POST answered'))
    const [task = ''] = world.hiapi.tasks.keys()
    edit(world, (recipe) => ({ ...recipe, progress: { state: 'submitted', at: 1, task } }))
    return world
  }

  test('is told once more by the same request, for nothing', async () => {
    const world = await unwritten()
    await live(world, rest)
    expect(world.hiapi.counters.replays).toBeGreaterThan(0)
    expectOnePaidAndPlaced(world)
  })

  test('is offered to be looked at, once that request would be a new one', async () => {
    const world = await unwritten()
    await world.clock.advance(25 * hour)
    const requests = world.hiapi.requests.length
    await live(world, async (life) => {
      await life.atRest()
      const [job] = life.engine.snapshot().jobs
      expect(job?.state).toMatchObject({
        name: 'failed',
        failure: { kind: 'only-told', remedy: 'check-again' },
      })
      expect(world.hiapi.requests.length).toBe(requests)
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expectOnePaidAndPlaced(world)
  })
})
