import { createCanvas } from '@napi-rs/canvas'
import { ratiosOf } from '../../../contract/hiapi/models/model.ts'
import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, test } from 'vitest'
import { variantsOf } from '../../endure/canvas.ts'
import { live } from '../../endure/live.ts'
import { addLivePoster } from '../../endure/live-text.ts'
import { createWorld } from '../../endure/world.ts'
import { addComponent, addInstance, person } from '../../host/builders.ts'
import { type Wish } from '../support/wish.ts'
import { expectPictures, made, nodesOf, remadeJobs, shownIn } from '../support/remade.ts'

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

  test('keeps the area that the designer gives it while the new picture is made', async () => {
    const world = await made({ ratios: ['auto'] })
    const [node = ''] = nodesOf(world)
    const sideOf = (side: 'width' | 'height') => world.document.prop(node, side)
    const area = sideOf('width') * sideOf('height')
    await live(world, async (life) => {
      await life.remake([node], 'in-place')
      person(world.document).resize(node, sideOf('width') / 2, sideOf('height') / 2)
      await life.atRest()
      expect(remadeJobs(life).map(({ state }) => state.name)).toEqual(['done'])
    })
    expect((sideOf('width') * sideOf('height')) / area).toBeCloseTo(0.25, 2)
  })

  test('keeps the size of a frame with live text, whatever shape the new picture has', async () => {
    const shapes = [createCanvas(60, 80), createCanvas(90, 30)]
    const world = createWorld({
      paint: async () => (shapes.shift() ?? createCanvas(1, 1)).encode('png'),
    })
    const { poster, live: texts } = addLivePoster(world.document)
    const sizes = () =>
      nodesOf(world).map((id) => [
        world.document.prop(id, 'width'),
        world.document.prop(id, 'height'),
      ])
    await live(world, async (life) => {
      await life.generate([poster], ['auto'], { live: () => texts })
      await life.atRest()
      const before = sizes()
      await life.remake(nodesOf(world), 'in-place')
      await life.atRest()
      expect(sizes()).toEqual(before)
    })
    expect(world.hiapi.tasks.size).toBe(2)
  })

  test('in an instance of a component, it gets a frame beside', async () => {
    const world = await made({ ratios: ['1:1'] })
    const { document } = world
    const [variant = ''] = nodesOf(world)
    const size = { width: 3_000, height: 3_000 }
    const card = addComponent(document, document.currentPage, { x: 9_000, ...size })
    person(document).reparent(card, variant)
    const instance = addInstance(document, document.currentPage, card, { x: 15_000 })
    const [inner = ''] = document.node(instance).children
    await live(world, async (life) => {
      await life.remake([inner], 'in-place')
      await life.atRest()
      expect(remadeJobs(life).map(({ state }) => state.name)).toEqual(['done'])
    })
    expect(world.hiapi.tasks.size).toBe(2)
    await expectPictures(world)
  })

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
