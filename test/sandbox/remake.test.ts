import { ratiosOf } from '../../contract/hiapi/models/model.ts'
import { gptImage2 } from '../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, test } from 'vitest'
import { variantsOf } from '../endure/canvas.ts'
import { ledgerOf, wrongPicture } from '../endure/complaints.ts'
import type { Life } from '../endure/life.ts'
import { live } from '../endure/live.ts'
import { createWorld, type World } from '../endure/world.ts'
import { person } from '../host/builders.ts'
import { storyAndReel, type Wish } from './wish.ts'

/** A world in which so much has been made, and all of it is there. */
async function made(wish: Partial<Wish> = { targets: storyAndReel }, sources = 1): Promise<World> {
  const world = createWorld()
  await live(world, async (life) => {
    await life.generate(world.sources.slice(0, sources), wish.ratios ?? [], wish)
    await life.atRest()
  })
  return world
}

const nodesOf = (world: World) => variantsOf(world.document).map(({ node }) => node)
/** The picture that each variant shows, by node. */
const shownIn = (world: World) =>
  new Map(variantsOf(world.document).map(({ node, shown }) => [node, shown.join()]))
const remadeJobs = ({ engine }: Life) => engine.snapshot().jobs

async function expectPictures(world: World) {
  for (const variant of variantsOf(world.document)) {
    expect(await wrongPicture(world.document, world.hiapi, variant)).toEqual([])
  }
  expect(ledgerOf(world.storage)).toEqual([])
}

describe('regenerating in place', () => {
  test('keeps ten old pictures until each new one is placed, and undo brings the old one back', async () => {
    const ratios = ratiosOf(gptImage2).slice(1, 6)
    const world = await made({ ratios }, 2)
    const before = shownIn(world)
    expect(before.size).toBe(10)
    await live(world, async (life) => {
      await life.remake(nodesOf(world), 'in-place')
      const placed = new Set<string>()
      const look = () => {
        const now = shownIn(world)
        expect([...now.keys()]).toEqual([...before.keys()])
        for (const { variants, state } of remadeJobs(life)) {
          const [node = null] = variants
          if (node === null) continue
          // Between the moment at which it is on the canvas and that at which the window knows.
          if (state.name === 'done') placed.add(node)
          else if (state.name !== 'placing') expect(now.get(node)).toBe(before.get(node))
        }
      }
      await life.until((jobs) => {
        look()
        return jobs.length === 10 && jobs.every(({ state }) => state.name === 'done')
      })
      expect(placed.size).toBe(10)
    })
    expect(world.hiapi.tasks.size).toBe(20)
    await expectPictures(world)
    const after = shownIn(world)
    for (const [node, shown] of before) expect(after.get(node)).not.toBe(shown)
    for (let undone = 1; undone <= 10; undone++) {
      person(world.document).undo()
      const back = [...shownIn(world)].filter(([node, shown]) => before.get(node) === shown)
      expect(back).toHaveLength(undone)
    }
    expect(shownIn(world)).toEqual(before)
  })

  test.each([
    { ratios: ['16:9'], sizing: { by: 'picture' } },
    { ratios: ['auto'], sizing: { by: 'edge', pixels: 1920 } },
  ] satisfies Partial<Wish>[])(
    'keeps the area that the designer gave it: $ratios',
    async (wish) => {
      const world = await made(wish)
      const [node = ''] = nodesOf(world)
      const sideOf = (side: 'width' | 'height') => world.document.prop(node, side)
      const areaOf = () => sideOf('width') * sideOf('height')
      person(world.document).resize(node, sideOf('width') / 2, sideOf('height') / 2)
      const area = areaOf()
      await live(world, async (life) => {
        await life.remake([node], 'in-place')
        await life.atRest()
        expect(remadeJobs(life).map(({ state }) => state.name)).toEqual(['done'])
      })
      expect(areaOf() / area).toBeCloseTo(1, 2)
    },
  )

  test('makes one new picture for variants that share theirs', async () => {
    const world = await made()
    await live(world, async (life) => {
      await life.remake(nodesOf(world), 'in-place')
      await life.until((jobs) => jobs.length > 0)
      expect(remadeJobs(life).map(({ plan }) => plan.details.serves)).toEqual([
        ['Instagram story', 'Reel cover'],
      ])
      await life.atRest()
    })
    expect(world.hiapi.tasks.size).toBe(2)
    expect(nodesOf(world)).toHaveLength(2)
    await expectPictures(world)
  })

  test('leaves the other frame of a shared picture alone', async () => {
    const world = await made()
    const before = shownIn(world)
    const [story = '', reel = ''] = nodesOf(world)
    await live(world, async (life) => {
      await life.remake([story], 'in-place')
      await life.atRest()
    })
    const after = shownIn(world)
    expect(after.get(story)).not.toBe(before.get(story))
    expect(after.get(reel)).toBe(before.get(reel))
    await expectPictures(world)
  })

  test('that fails keeps the old picture, and can be tried again', async () => {
    const world = await made({ ratios: ['1:1'] })
    const before = shownIn(world)
    world.hiapi.faults.add({ on: 'task', fault: { kind: 'fails' }, times: 1 })
    await live(world, async (life) => {
      await life.remake(nodesOf(world), 'in-place')
      await life.atRest()
      expect(shownIn(world)).toEqual(before)
      expect(variantsOf(world.document)[0]?.recipe.progress.state).toBe('done')
      const [job] = remadeJobs(life)
      expect(job?.state.name).toBe('failed')
      if (job !== undefined) life.engine.retry(job.plan.id)
      await life.until(([again]) => again?.state.name === 'done')
    })
    expect(shownIn(world)).not.toEqual(before)
    expect(world.hiapi.tasks.size).toBe(3)
    await expectPictures(world)
  })

  test('that is stopped before it was sent keeps the old picture, and the frame', async () => {
    const world = await made({ ratios: ['1:1'] })
    const before = shownIn(world)
    await live(world, async (life) => {
      await life.remake(nodesOf(world), 'in-place')
      life.engine.stopAll()
      await world.clock.sleep(20_000)
    })
    expect(shownIn(world)).toEqual(before)
    expect(world.hiapi.tasks.size).toBe(1)
    await expectPictures(world)
  })

  test('goes on in the next window', async () => {
    const world = await made({ ratios: ['1:1'] })
    const before = shownIn(world)
    await live(
      world,
      async (life) => {
        await life.remake(nodesOf(world), 'in-place')
        await life.atRest()
      },
      ({ kind }) => kind === 'GET of a task leaves',
    )
    expect(shownIn(world)).toEqual(before)
    await live(world, (life) => life.atRest())
    expect(shownIn(world)).not.toEqual(before)
    expect([...shownIn(world).keys()]).toEqual([...before.keys()])
    expect(world.hiapi.tasks.size).toBe(2)
    await expectPictures(world)
  })

  test('is asked for once at a time', async () => {
    const world = await made({ ratios: ['1:1'] })
    await live(world, async (life) => {
      await life.remake(nodesOf(world), 'in-place')
      await life.until(([job]) => job?.state.name === 'generating')
      await life.remake(nodesOf(world), 'in-place')
      await life.atRest()
      expect(remadeJobs(life)).toHaveLength(1)
    })
    expect(world.hiapi.tasks.size).toBe(2)
    await expectPictures(world)
  })

  test('is ordered once by two presses that read the same recipes', async () => {
    const world = await made({ ratios: ['1:1'] })
    await live(world, async (life) => {
      await Promise.all([
        life.remake(nodesOf(world), 'in-place'),
        life.remake(nodesOf(world), 'in-place'),
      ])
      await life.atRest()
      expect(remadeJobs(life)).toHaveLength(1)
    })
    expect(world.hiapi.tasks.size).toBe(2)
    await expectPictures(world)
  })

  test('works on a pasted copy, and leaves the original alone', async () => {
    const world = await made({ ratios: ['1:1'] })
    const [original = ''] = nodesOf(world)
    const before = shownIn(world).get(original)
    const copy = person(world.document).duplicate(original)
    person(world.document).move(copy, 4_000, 0)
    await live(world, async (life) => {
      await life.remake([copy], 'in-place')
      await life.atRest()
    })
    const after = shownIn(world)
    expect(after.get(original)).toBe(before)
    expect(after.has(copy)).toBe(true)
    expect(after.get(copy)).not.toBe(before)
    await expectPictures(world)
  })

  test('makes a new frame where the old one is deleted meanwhile', async () => {
    const world = await made({ ratios: ['1:1'] })
    const [node = ''] = nodesOf(world)
    await live(world, async (life) => {
      await life.remake([node], 'in-place')
      await life.until(([job]) => job?.state.name === 'generating')
      person(world.document).remove(node)
      await life.until(([job]) => job?.state.name === 'failed')
      for (const { plan } of remadeJobs(life)) life.engine.retry(plan.id)
      await life.until(([job]) => job?.state.name === 'done')
    })
    expect(nodesOf(world)).toHaveLength(1)
    expect(world.hiapi.tasks.size).toBe(2)
    await expectPictures(world)
  })
})

describe('a new picture beside the old', () => {
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
