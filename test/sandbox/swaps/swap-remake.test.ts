import { expect, test } from 'vitest'
import { pendingOf, variantsOf } from '../../endure/canvas.ts'
import { ledgerOf, taskOf, wrongPicture } from '../../endure/complaints.ts'
import { addLayers } from '../../endure/layers.ts'
import { live } from '../../endure/live.ts'
import { dropUnseenImages, holesIn, rendersOf } from '../../endure/swaps.ts'
import { createWorld } from '../../endure/world.ts'
import { person } from '../../host/builders.ts'

/** Three layers that were swapped: in an auto layout, in a group, and turned. */
async function swapped() {
  const world = createWorld()
  const layers = addLayers(world.document)
  await live(world, async (life) => {
    await life.swap(layers)
    await life.atRest()
  })
  dropUnseenImages(world.document)
  const renders = rendersOf(world.document).map(({ node }) => node)
  expect(renders).toHaveLength(3)
  return { world, layers, renders }
}

test('a render is made again in its place, and stays what it was to its original', async () => {
  const { world, layers, renders } = await swapped()
  const before = world.document.toJSON().nodes.map(({ id }) => id)
  await live(world, async (life) => {
    expect(await life.remake(renders, 'in-place')).toEqual({ pictures: 3, left: [] })
    await life.atRest()
  })
  expect(holesIn(world.document, layers)).toEqual([])
  expect(world.document.toJSON().nodes.map(({ id }) => id)).toEqual(before)
  expect(pendingOf(world.document)).toEqual([])
  const variants = variantsOf(world.document)
  expect(variants.map(taskOf).sort()).toEqual([...world.hiapi.tasks.keys()].slice(3).sort())
  for (const variant of variants) {
    expect(await wrongPicture(world.document, world.hiapi, variant)).toEqual([])
  }
  expect(ledgerOf(world.storage)).toEqual([])
})

test('a render that is made again while its original is on show is shown: its picture was paid for, and nobody saw it', async () => {
  const { world, layers, renders } = await swapped()
  const { document } = world
  const isShown = (node: string) => document.prop(node, 'visible')
  for (const layer of layers) person(document).set(layer, { visible: true })
  for (const render of renders) person(document).set(render, { visible: false })
  await live(world, async (life) => {
    await life.remake(renders, 'in-place')
    await life.atRest()
  })
  expect(renders.map(isShown)).toEqual([true, true, true])
  expect(layers.map(isShown)).toEqual([false, false, false])
})

test('a render is varied beside, in a frame of the layer’s own size on the open canvas', async () => {
  const { world, layers, renders } = await swapped()
  const { document } = world
  await live(world, async (life) => {
    await life.remake(renders, 'beside', 'picture')
    await life.atRest()
  })
  expect(holesIn(document, layers)).toEqual([])
  expect(rendersOf(document).map(({ node }) => node)).toEqual(renders)
  const varied = variantsOf(document).filter(({ node }) => !renders.includes(node))
  expect(varied).toHaveLength(3)
  const sizeOf = (node: string) => [document.prop(node, 'width'), document.prop(node, 'height')]
  expect(varied.map(({ node }) => sizeOf(node)).sort()).toEqual(layers.map(sizeOf).sort())
  for (const variant of varied) {
    expect(document.node(variant.node).parent).toBe(document.currentPage)
    expect(variant.recipe.progress.state).toBe('done')
    expect(await wrongPicture(document, world.hiapi, variant)).toEqual([])
  }
  expect(ledgerOf(world.storage)).toEqual([])
})

test.each(['in-place', 'beside'] as const)(
  'a render whose reference is gone is made again from its hidden original, %s',
  async (way) => {
    const { world, layers, renders } = await swapped()
    const { document } = world
    const shownIn = () => rendersOf(document).map(({ pictures }) => pictures)
    for (const render of renders) {
      const [picture = ''] = document.node(render).children
      person(document).set(picture, { fills: document.prop(picture, 'fills').slice(-1) })
    }
    dropUnseenImages(document)
    const before = shownIn()
    await live(world, async (life) => {
      expect(await life.remake(renders, way)).toEqual({ pictures: 3, left: [] })
      await life.atRest()
    })
    expect(holesIn(document, layers)).toEqual([])
    expect(world.hiapi.tasks.size).toBe(6)
    if (way === 'in-place') expect(shownIn()).not.toEqual(before)
    for (const layer of layers) expect(document.prop(layer, 'visible')).toBe(false)
    for (const variant of variantsOf(document)) {
      expect(await wrongPicture(document, world.hiapi, variant)).toEqual([])
    }
    expect(ledgerOf(world.storage)).toEqual([])
  },
)
