import { describe, expect, test } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { live } from '../../endure/live.ts'
import { createWorld, type World } from '../../endure/world.ts'
import { person } from '../../host/builders.ts'
import { expectPictures, made, nodesOf, remadeJobs, shownIn } from '../support/remade.ts'

describe('a new picture beside the old', () => {
  test('has its own size where the old one is turned', async () => {
    const world = await made({ ratios: ['16:9'] })
    const { document } = world
    const [old = ''] = nodesOf(world)
    const sizeOf = (id: string) => [document.prop(id, 'width'), document.prop(id, 'height')]
    document.person(() => {
      document.set(old, { rotation: 90 })
    })
    await live(world, async (life) => {
      await life.remake([old], 'beside')
      await life.atRest()
    })
    expect(nodesOf(world).map(sizeOf)).toEqual([sizeOf(old), sizeOf(old)])
    await expectPictures(world)
  })

  test('gets a frame of its own, and starts from the same reference', async () => {
    const world = await made()
    const before = shownIn(world)
    await live(world, async (life) => {
      await life.remake(nodesOf(world), 'beside')
      await life.atRest()
    })
    const variants = variantsOf(world.document)
    expect(variants).toHaveLength(4)
    for (const [node, shown] of before) expect(shownIn(world).get(node)).toBe(shown)
    const references = new Set(variants.map(({ recipe }) => recipe.reference.hash))
    expect(references.size).toBe(1)
    const bodies = createBodies(world)
    expect(bodies).toHaveLength(2)
    expect(bodies[1]).toBe(bodies[0])
    await expectPictures(world)
  })

  test('starts from the picture itself when it is varied', async () => {
    const world = await made({ ratios: ['1:1'] })
    const [first] = variantsOf(world.document)
    await live(world, async (life) => {
      await life.remake(nodesOf(world), 'beside', 'picture')
      await life.atRest()
    })
    const variants = variantsOf(world.document)
    expect(variants).toHaveLength(2)
    const varied = variants.find(({ node }) => node !== first?.node)
    const shown = first?.recipe.progress.state === 'done' ? first.recipe.progress.picture : null
    expect(varied?.recipe.reference).toMatchObject({ width: shown?.width, height: shown?.height })
    expect(varied?.recipe.reference.hash).not.toBe(first?.recipe.reference.hash)
    await expectPictures(world)
  })
})

describe('a new picture beside the old', () => {
  test('is not called failed because the old one is', async () => {
    const world = createWorld()
    world.hiapi.faults.add({ on: 'create', times: 1, fault: { kind: 'error', status: 400 } })
    await live(world, async (life) => {
      await life.generate(world.sources.slice(0, 1), ['1:1'])
      await life.atRest()
      await life.remake(nodesOf(world), 'beside')
      await life.atRest()
    })
    const names = nodesOf(world).map((node) => world.document.prop(node, 'name'))
    expect(names).toEqual(['Poster · 1:1 (failed)', 'Poster · 1:1'])
  })

  test('comes to stand there also when the plugin is killed before it has a frame', async () => {
    const world = await made({ ratios: ['1:1'] })
    const [old = ''] = nodesOf(world)
    person(world.document).move(old, 5_000, 3_000)
    await live(
      world,
      async (life) => {
        await life.remake([old], 'beside')
        await life.atRest()
      },
      ({ kind, what }) => kind === 'storage written' && what.startsWith('run/'),
    )
    expect(nodesOf(world)).toEqual([old])
    await live(world, (life) => life.atRest())
    const [beside = ''] = nodesOf(world).filter((node) => node !== old)
    expect(world.document.prop(beside, 'y')).toBe(3_000)
    expect(world.document.prop(beside, 'x')).toBeGreaterThan(5_000)
    expect(world.hiapi.tasks.size).toBe(2)
    await expectPictures(world)
  })
})

describe('where the reference is lost', () => {
  test('of one variant, the others are made all the same, and it is told which', async () => {
    const world = await made({ ratios: ['1:1'] }, 2)
    const [first = '', second = ''] = nodesOf(world)
    const before = shownIn(world)
    const lost = variantsOf(world.document).find(({ node }) => node === first)
    if (lost === undefined) throw new Error('no variant')
    world.document.images.forget(lost.recipe.reference.hash)
    person(world.document).remove(lost.recipe.source.id)
    await live(world, async (life) => {
      const begun = await life.remake(nodesOf(world), 'in-place')
      expect(begun).toMatchObject({ pictures: 1, left: [{ node: first }] })
      await life.atRest()
    })
    expect(shownIn(world).get(first)).toBe(before.get(first))
    expect(shownIn(world).get(second)).not.toBe(before.get(second))
    expect(world.hiapi.tasks.size).toBe(3)
  })

  test('the source is captured again', async () => {
    const world = await made({ ratios: ['1:1'] })
    lose(world)
    await live(world, async (life) => {
      await life.remake(nodesOf(world), 'in-place')
      await life.atRest()
      expect(remadeJobs(life).map(({ state }) => state.name)).toEqual(['done'])
    })
    await expectPictures(world)
  })

  test('and the source as well, nothing is begun', async () => {
    const world = await made({ ratios: ['1:1'] })
    lose(world)
    for (const source of world.sources) person(world.document).remove(source)
    await live(world, async (life) => {
      await expect(life.remake(nodesOf(world), 'in-place')).rejects.toMatchObject({
        code: 'reference-gone',
      })
      expect(remadeJobs(life)).toEqual([])
    })
    expect(world.hiapi.tasks.size).toBe(1)
  })
})

/** The bodies of the requests for tasks, in the order in which they were sent. */
function createBodies({ hiapi }: World): string[] {
  return hiapi.requests
    .filter(({ op }) => op === 'create')
    .map(({ body }) => Buffer.from(body).toString())
}

/** Takes the reference's bytes out of the file, as Figma may. */
function lose({ document }: World): void {
  for (const { recipe } of variantsOf(document)) document.images.forget(recipe.reference.hash)
}
