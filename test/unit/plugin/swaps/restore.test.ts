import { beforeEach, expect, test } from 'vitest'
import { recipeKey } from '../../../../contract/model/plugin-data/recipe.ts'
import { SwapLink } from '../../../../contract/model/plugin-data/swap-link.ts'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { addSwap, afterwards, seen, swapLayer } from '../after-stage.ts'
import { keep, kept } from '../in-figma.ts'
import { dataOf, treeWithout } from '../swap-stage.ts'
import { addVariant } from '../sample-variant.ts'

let document: HostDocument
let page: string
let person: ReturnType<typeof build.person>
let after: ReturnType<typeof afterwards>
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
  person = build.person(document)
  after = afterwards(document)
})

test('everything is exactly as it was before, in one undo step', async () => {
  const group = build.addGroup(document, page, [build.addRectangle(document, page)])
  const layers = [group, page].map((parent) =>
    build.addRectangle(document, parent, { name: 'Mockup', width: 120, height: 80, rotation: 15 }),
  )
  build.addRectangle(document, page, { x: 500 })
  const before = treeWithout(document)
  const renders = []
  for (const layer of layers) renders.push(await swapLayer(document, layer, ['a', 'b']))
  const swapped = treeWithout(document)
  const depth = document.undoDepth
  expect(await after.restore(renders)).toMatchObject({ missing: [] })
  expect(treeWithout(document)).toEqual(before)
  expect(document.undoDepth).toBe(depth + 1)
  person.undo()
  expect(treeWithout(document)).toEqual(swapped)
  await after.flip(renders, 'original')
  expect(layers.map((layer) => document.prop(layer, 'visible'))).toEqual([true, true])
  expect(await after.restore(layers)).toMatchObject({ missing: [] })
  expect(treeWithout(document)).toEqual(before)
})

test('a group that a swapped layer is alone in is never empty', async () => {
  const layer = build.addRectangle(document, page, { width: 120, height: 80 })
  build.addGroup(document, page, [layer])
  const before = treeWithout(document)
  const render = await swapLayer(document, layer)
  await after.restore([render])
  expect(treeWithout(document)).toEqual(before)
})

test('a layer gets the buttons back that it had', async () => {
  const variant = addVariant(document, 'Poster')
  const relaunch = { 'show-recipe': 'A story', vary: '' }
  document.person(() => document.setData(variant, { relaunch }))
  const render = await swapLayer(document, variant)
  expect(document.node(variant).relaunch).not.toEqual(relaunch)
  await after.restore([render])
  expect(document.node(variant).relaunch).toEqual(relaunch)
})

test('buttons that the manifest no longer has are left out', async () => {
  const layer = build.addRectangle(document, page, { width: 120, height: 80 })
  document.person(() => document.setData(layer, { relaunch: { older: '', vary: '' } }))
  const render = await swapLayer(document, layer)
  expect(await after.restore([render])).toMatchObject({ missing: [] })
  expect(document.node(layer).relaunch).toEqual({ vary: '' })
})

test('a button’s description that Figma refuses, written by somebody else, does not stop a restore', async () => {
  const { layer, render } = await addSwap(document)
  const other = await addSwap(document)
  const long = { vary: 'a'.repeat(1_001), flip: 'Kept' }
  for (const end of [layer, render]) {
    const link = SwapLink.parse(kept(document, end, 'swap'))
    keep(document, end, 'swap', { ...link, before: { ...link.before, relaunch: long } })
  }
  expect(await after.restore([render, other.render])).toMatchObject({ missing: [] })
  expect(document.node(layer).relaunch).toEqual({ flip: 'Kept' })
  expect(seen(document, other.layer)).toEqual([true])
})

test('a layer that was moved to another page meanwhile is shown there', async () => {
  const { layer, render } = await addSwap(document)
  person.reparent(build.addPage(document, 'Away'), layer)
  expect(await after.restore([render])).toMatchObject({ missing: [] })
  expect(document.has(render)).toBe(false)
  expect(seen(document, layer)).toEqual([true])
})

test('a render without its original stays', async () => {
  const { layer, render } = await addSwap(document)
  person.remove(layer)
  const before = document.toJSON().nodes
  expect(await after.restore([render, '7:7'])).toMatchObject({ missing: [render, '7:7'] })
  expect(document.toJSON().nodes).toEqual(before)
})

test('a layer whose render was deleted is shown again, and is as before', async () => {
  const variant = addVariant(document, 'Poster')
  document.person(() => document.setData(variant, { relaunch: { vary: '' } }))
  const before = treeWithout(document)
  const render = await swapLayer(document, variant)
  person.remove(render)
  expect(seen(document, variant)).toEqual([false])
  expect(await after.read([variant])).toMatchObject({
    swaps: [],
    orphanedOriginals: [{ original: variant, name: 'Poster' }],
  })
  const depth = document.undoDepth
  expect(await after.restore([variant])).toMatchObject({ missing: [] })
  expect(treeWithout(document)).toEqual(before)
  expect(document.undoDepth).toBe(depth + 1)
  expect(await after.read([variant])).toMatchObject({ swaps: [], orphanedOriginals: [] })
})

test('a layer whose render was deleted, and that was swapped again, is as before the first swap', async () => {
  const { layer, render } = await addSwap(document)
  person.remove(render)
  person.set(layer, { visible: true })
  const again = await swapLayer(document, layer, ['b'])
  await after.restore([again])
  expect(document.node(layer)).toMatchObject({ relaunch: {}, pluginData: {} })
})

test('what is kept is a plain variant, and its original is gone, in one undo step', async () => {
  const swaps = [await addSwap(document, { jobs: ['a', 'b'] }), await addSwap(document, { x: 300 })]
  const renders = swaps.map(({ render }) => render)
  await after.flip(renders, 'original')
  const before = document.toJSON().nodes
  const depth = document.undoDepth
  expect(await after.keepRender(renders)).toMatchObject({ missing: [] })
  expect(document.undoDepth).toBe(depth + 1)
  for (const { layer, render } of swaps) {
    expect(document.has(layer)).toBe(false)
    expect(seen(document, render)).toEqual([true])
    expect(dataOf(document, render).swap).toBeNull()
    expect(Object.keys(document.node(render).relaunch).sort()).toEqual([
      'regenerate',
      'show-recipe',
      'use-recipe',
      'vary',
    ])
    expect(kept(document, render, recipeKey)).toMatchObject({ node: render })
  }
  expect((await after.read(renders)).swaps).toEqual([])
  person.undo()
  expect(document.toJSON().nodes).toEqual(before)
})

test('a render whose original was deleted by hand can be kept; a lone original can’t', async () => {
  const { layer, render } = await addSwap(document)
  const other = await addSwap(document, { x: 300 })
  person.remove(layer)
  person.remove(other.render)
  expect(await after.keepRender([render, other.layer])).toMatchObject({ missing: [other.layer] })
  expect(dataOf(document, render).swap).toBeNull()
  expect(document.has(other.layer)).toBe(true)
})

test.each(['restore', 'keepRender', 'flip'] as const)(
  'what somebody else’s data claims to be a swap is left alone: %s',
  async (way) => {
    const { layer, render } = await addSwap(document)
    const victim = build.addRectangle(document, page, { name: 'Victim', x: 400 })
    const frame = build.addFrame(document, page, { name: 'Theirs', x: 600 })
    const endOf = (id: string) => SwapLink.parse(dataOf(document, id).swap)
    // A frame that names any layer as its original, and one that another layer names as its render.
    keep(document, frame, 'swap', { ...endOf(render), node: frame, original: victim })
    const claims = { ...endOf(layer), node: victim, render }
    const before = treeWithout(document)
    const act = (ids: string[]) => (way === 'flip' ? after.flip(ids, 'original') : after[way](ids))
    await act([frame])
    expect(document.node(victim)).toEqual(before.find(({ id }) => id === victim))
    expect(document.has(frame)).toBe(true)
    keep(document, victim, 'swap', { ...claims, render: frame })
    await act([frame, victim])
    expect([frame, victim].map((id) => document.has(id))).toEqual([true, true])
    keep(document, victim, 'swap', claims)
    await act([victim])
    expect(document.has(render)).toBe(true)
    expect(document.node(layer)).toEqual(before.find(({ id }) => id === layer))
  },
)

test('the originals are selected where the selection goes with the renders', async () => {
  const layers = [0, 500].map((x) =>
    build.addRectangle(document, page, { name: 'Mockup', width: 120, height: 80, x }),
  )
  const other = build.addRectangle(document, page, { x: 900 })
  const renders: string[] = []
  for (const layer of layers) renders.push(await swapLayer(document, layer, ['a']))
  const [first = '', second = ''] = renders
  person.select([first])
  await after.restore([first])
  expect(document.selection()).toEqual(layers.slice(0, 1))
  // Whatever else is selected stays so.
  person.select([other])
  await after.restore([second])
  expect(document.selection()).toEqual([other])
})
