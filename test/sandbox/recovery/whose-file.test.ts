import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { RunSnapshot } from '../../../ui/engine/engine.ts'
import { variantsOf } from '../../endure/canvas.ts'
import { ledgerOf } from '../../endure/complaints.ts'
import { type Life } from '../../endure/life.ts'
import { live } from '../../endure/live.ts'
import type { Step } from '../../endure/steps.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { duplicateFile, person } from '../../host/builders.ts'
import type { HostDocument } from '../../host/document/document.ts'

const rest = (life: Life) => life.atRest()
const on = (kind: string, what?: string) => (step: Step) =>
  step.kind === kind && (what === undefined || step.what === what)
const nameOf = (document: HostDocument) => document.prop(document.rootId, 'name')

/** A world in which an order of two pictures was killed at a step. */
async function left(killAt: (step: Step) => boolean): Promise<World> {
  const world = createWorld()
  const order = async (life: Life) => {
    await life.generate(world.sources.slice(0, 1), ['1:1', '16:9'])
    await life.atRest()
  }
  await live(world, order, killAt)
  return world
}

/** What the window shows in a file of the same person, after a while in which nobody presses anything. */
async function shownIn(world: World, document: HostDocument): Promise<RunSnapshot> {
  const shown: RunSnapshot[] = []
  await live({ ...world, document }, async (life) => {
    await life.atRest()
    await world.clock.sleep(60_000)
    shown.push(life.engine.snapshot())
  })
  const [last] = shown
  if (last === undefined) throw new Error('the plugin did not open')
  return last
}

const digest = (thing: unknown) => createHash('sha256').update(JSON.stringify(thing)).digest('hex')

/** All that may not change where nothing is to happen. */
const traces = ({ hiapi, storage }: World, document: HostDocument) => ({
  requests: hiapi.requests.length,
  storage: digest(storage),
  document: digest(document),
})

/** Both pictures are there, each was paid once, and nothing is left to do. */
function expectBothPlaced(world: World, document = world.document): void {
  expect(variantsOf(document).map(({ recipe }) => recipe.progress.state)).toEqual(['done', 'done'])
  expect(world.hiapi.tasks.size).toBe(2)
  expect(ledgerOf(world.storage)).toEqual([])
}

const beforeFrames = on('message to the plugin half arrives', 'capture')
const beforeSending = on('POST leaves')
const whileWaiting = on('GET of a task leaves')

describe('a file that only looks like the one of a run', () => {
  test.each([
    ['frames were reserved', beforeFrames],
    ['anything was sent', beforeSending],
  ])('leaves alone what was killed before %s, and offers it', async (_, killAt) => {
    const world = await left(killAt)
    const alike = createWorld().document
    const before = traces(world, alike)
    const { jobs, otherFiles } = await shownIn(world, alike)
    expect(traces(world, alike)).toEqual(before)
    expect(jobs).toEqual([])
    expect(otherFiles).toMatchObject([{ jobs: 2, similarity: 'looks-alike' }])

    await live(world, rest)
    expectBothPlaced(world)
  })

  test('goes on with it once the person says that it belongs there', async () => {
    const world = await left(beforeFrames)
    const alike = createWorld().document
    await live({ ...world, document: alike }, async (life) => {
      const [file] = life.engine.snapshot().otherFiles
      if (file !== undefined) await life.engine.takeOver(file.file)
      expect(life.engine.snapshot().otherFiles).toEqual([])
      await life.atRest()
    })
    expectBothPlaced(world, alike)
    expect(variantsOf(world.document)).toEqual([])
  })

  test('is not offered what belongs to a file of another name and other frames', async () => {
    const world = await left(beforeSending)
    const other = createWorld().document
    person(other).rename(other.rootId, 'Brand film')
    const { otherFiles } = await shownIn(world, other)
    expect(otherFiles).toMatchObject([{ jobs: 2, similarity: 'none' }])
  })

  test('is a file that lost its mark, which goes on at a press', async () => {
    const world = await left(whileWaiting)
    const { document } = world
    document.setData(document.rootId, { pluginData: {} })
    await live(world, async (life) => {
      const { jobs, otherFiles } = life.engine.snapshot()
      expect(jobs).toEqual([])
      expect(otherFiles).toMatchObject([{ jobs: 2, similarity: 'looks-alike' }])
      const [file] = otherFiles
      if (file !== undefined) await life.engine.takeOver(file.file)
      await life.atRest()
    })
    expectBothPlaced(world)
  })
})

test('a file that was renamed and has another mark is known by frames that the ledger was not told of', async () => {
  const world = await left(
    ({ kind, what }) => kind === 'storage about to be written' && what.startsWith('state/'),
  )
  const { document } = world
  expect(variantsOf(document)).toHaveLength(2)
  document.setData(document.rootId, { pluginData: {} })
  person(document).rename(document.rootId, 'Brand film')
  await live(world, async (life) => {
    const [file] = life.engine.snapshot().otherFiles
    expect(file).toMatchObject({ jobs: 2, similarity: 'looks-alike' })
    if (file !== undefined) await life.engine.takeOver(file.file)
    await life.atRest()
  })
  expectBothPlaced(world)
})

describe('a duplicate of the file', () => {
  test.each([
    ['before its frames were reserved', beforeFrames],
    ['before anything was sent', beforeSending],
    ['while its tasks were watched', whileWaiting],
  ])('leaves a run to the original that was killed %s', async (_, killAt) => {
    const world = await left(killAt)
    const copy = duplicateFile(world.document)
    const before = traces(world, copy)
    const { jobs, foreignVariants, otherFiles } = await shownIn(world, copy)
    expect(traces(world, copy)).toEqual(before)
    expect([...jobs, ...foreignVariants]).toEqual([])
    expect(otherFiles).toMatchObject([
      { jobs: 2, name: nameOf(world.document), similarity: 'same-mark' },
    ])

    await live(world, rest)
    expectBothPlaced(world)
  })

  test('is told apart for good once the person says that it is one', async () => {
    const world = await left(whileWaiting)
    const copy = duplicateFile(world.document)
    await live({ ...world, document: copy }, async ({ engine }) => {
      const [file] = engine.snapshot().otherFiles
      if (file !== undefined) await engine.setApart(file.file)
    })
    const { jobs, otherFiles } = await shownIn(world, copy)
    expect(jobs).toEqual([])
    expect(otherFiles).toMatchObject([{ jobs: 2, similarity: 'looks-alike' }])
    expect(otherFiles[0]?.frames).toEqual(variantsOf(copy).map(({ node }) => node))

    await live(world, rest)
    expectBothPlaced(world)
    expect(variantsOf(copy).map(({ recipe }) => recipe.progress.state)).toEqual([
      'submitted',
      'submitted',
    ])
  })

  test('has runs of its own, of which the original is not asked', async () => {
    const world = createWorld()
    const order = (count: number) => async (life: Life) => {
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      await life.until((jobs) => jobs.length > 0)
      await life.atRest()
      expect(world.hiapi.tasks.size).toBe(count)
    }
    await live(world, order(1))
    const copy = duplicateFile(world.document)
    await live({ ...world, document: copy }, order(2), whileWaiting)
    const { jobs, otherFiles } = await shownIn(world, world.document)
    expect(jobs).toEqual([])
    expect(otherFiles).toMatchObject([{ jobs: 1, name: nameOf(copy) }])
    expect(otherFiles[0]?.similarity).not.toBe('same-mark')
    await live({ ...world, document: copy }, rest)
    expect(ledgerOf(world.storage)).toEqual([])
  })
})

test('a file that was renamed asks once, and goes on', async () => {
  const world = await left(whileWaiting)
  person(world.document).rename(world.document.rootId, 'Launch, final')
  const { jobs, otherFiles } = await shownIn(world, world.document)
  expect(jobs).toEqual([])
  expect(otherFiles).toMatchObject([{ jobs: 2, similarity: 'same-mark' }])
  await live(
    world,
    async ({ engine }) => {
      const [file] = engine.snapshot().otherFiles
      if (file !== undefined) await engine.takeOver(file.file)
      expect(engine.snapshot().jobs).toHaveLength(2)
    },
    whileWaiting,
  )
  await live(world, rest)
  expectBothPlaced(world)
})
