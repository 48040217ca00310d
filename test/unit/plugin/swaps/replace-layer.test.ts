import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { Recipe } from '../../../../contract/model/plugin-data/recipe.ts'
import type { Props } from '../../../host/document/types.ts'
import { keep } from '../in-figma.ts'
import { dataOf, onStage, swapped, treeWithout } from '../swap-stage.ts'
import { box, hidden } from './sample-mockup.ts'

let document: HostDocument
let page: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
})

test('a render takes a layer’s place, linked to it both ways', async () => {
  const layer = build.addRectangle(document, page, box)
  const above = build.addRectangle(document, page, { x: 300 })
  const before = hidden(document, layer)
  const render = await swapped(document, layer)
  expect(treeWithout(document, render)).toEqual(before)
  expect(document.node(page).children).toEqual([layer, render, above])
  expect(document.node(render)).toMatchObject({ type: 'FRAME', props: { ...box, visible: true } })
  const node = { version: 1, node: render }
  expect(dataOf(document, render)).toMatchObject({
    swap: { ...node, end: 'render', original: layer, before: { visible: true, relaunch: {} } },
    recipe: { ...node, source: { id: layer }, progress: { state: 'done' } },
  })
  expect(dataOf(document, layer).swap).toMatchObject({ end: 'original', node: layer, render })
  expect(dataOf(document, layer).coming('a')).toBeNull()
})

test('until its render is there, a layer stays as it is', async () => {
  const layer = build.addRectangle(document, page, box)
  const before = treeWithout(document)
  await onStage(document, `await created('a', await reserve('${layer}', ['a']))`)
  expect(dataOf(document, layer).coming('a')).toMatchObject({
    node: layer,
    progress: { state: 'submitted', task: 'tk-a' },
  })
  document.setData(layer, { pluginData: {} })
  expect(treeWithout(document)).toEqual(before)
})

test('what a click leads to, a click on the render leads to as well', async () => {
  const goal = build.addFrame(document, page, { x: 900 })
  const reactions: Props['reactions'] = [
    {
      trigger: { type: 'ON_CLICK' },
      actions: [
        {
          type: 'NODE',
          destinationId: goal,
          navigation: 'NAVIGATE',
          transition: null,
          resetScrollPosition: true,
        },
      ],
    },
  ]
  const layer = build.addRectangle(document, page, { ...box, reactions })
  const [node] = await onStage(document, `say((await reserve('${layer}', ['a']))[0])`)
  const before = treeWithout(document)
  await onStage(document, `await place('a', '${String(node)}')`)
  const render = document.node(page).children[2] ?? ''
  expect(document.prop(render, 'reactions')).toEqual(reactions)
  expect(dataOf(document, layer).coming('a')).toBeNull()
  document.undo()
  expect(treeWithout(document)).toEqual(before)
})

test('one undo takes back a swap whole', async () => {
  const layer = build.addRectangle(document, page, box)
  const nodes = await onStage(document, `say(await reserve('${layer}', ['a']))`)
  const before = treeWithout(document)
  expect(nodes).toEqual([[layer]])
  await onStage(document, `await place('a', '${layer}')`)
  expect(treeWithout(document)).not.toEqual(before)
  document.undo()
  expect(treeWithout(document)).toEqual(before)
})

test('a render goes where its layer is now, as large as that is now', async () => {
  const layer = build.addRectangle(document, page, box)
  await onStage(document, `await created('a', await reserve('${layer}', ['a']))`)
  const frame = build.addFrame(document, page, { x: 500, y: 500, width: 400, height: 400 })
  const { reparent, move, resize } = build.person(document)
  reparent(frame, layer)
  move(layer, 11, 22)
  resize(layer, 200, 50)
  const [moved] = await onStage(document, `say((await place('a', '${layer}')).moved)`)
  const render = document.node(frame).children[1] ?? ''
  expect(moved).toEqual([{ layer, render }])
  expect(document.node(render).props).toMatchObject({ x: 11, y: 22, width: 200, height: 50 })
})

test('a layer that is gone, or where nothing can be put, says so, and keeps what is to come', async () => {
  const layer = build.addRectangle(document, page, box)
  const [, ...said] = [
    await onStage(document, `await created('a', await reserve('${layer}', ['a', 'b']))`),
    ...(await onStage(document, `say(await place('a', '7:7').catch(failed))`)),
  ]
  build.person(document).set(layer, { isMask: true })
  const before = treeWithout(document)
  said.push(...(await onStage(document, `say(await place('a', '${layer}').catch(failed))`)))
  expect(treeWithout(document)).toEqual(before)
  build.person(document).remove(layer)
  said.push(...(await onStage(document, `say(await place('a', '${layer}').catch(failed))`)))
  expect(said).toEqual(Array(3).fill('variant-gone: variant-gone'))
})

test('asked again, it only answers', async () => {
  const layer = build.addRectangle(document, page, box)
  const render = await swapped(document, layer)
  const before = treeWithout(document)
  const again = (node: string) => onStage(document, `say((await place('a', '${node}')).moved)`)
  expect(await again(layer)).toEqual([[{ layer, render }]])
  expect(await again(render)).toEqual([[]])
  expect(treeWithout(document)).toEqual(before)
})

test('buttons: those of the swap come first, and what the original had is kept', async () => {
  const layer = build.addRectangle(document, page, box)
  const relaunch = { 'show-recipe': 'A picture' }
  document.person(() => {
    document.setData(layer, { relaunch })
  })
  const render = await swapped(document, layer)
  const swap = ['flip', 'compare', 'restore-original']
  expect(Object.keys(document.node(layer).relaunch)).toEqual(swap)
  const more = ['show-recipe', 'regenerate', 'vary', 'use-recipe']
  expect(Object.keys(document.node(render).relaunch)).toEqual([...swap, ...more])
  expect(dataOf(document, render).swap).toMatchObject({ before: { visible: true, relaunch } })
})

test('what was only begun is done again, with what is there', async () => {
  const layer = build.addRectangle(document, page, box)
  const render = await swapped(document, layer)
  const done = treeWithout(document)
  // As if the plugin had been closed just before the end.
  const recipe = Recipe.parse(dataOf(document, render).recipe)
  const progress = { state: 'submitted', at: 1, task: 'tk-a' }
  keep(document, layer, 'pending-render/a', { ...recipe, node: layer, progress })
  keep(document, layer, 'swap', '')
  build.person(document).set(layer, { visible: true })
  build.person(document).set(render, { visible: false })
  const [moved] = await onStage(document, `say((await place('a', '${layer}')).moved)`)
  expect(moved).toEqual([{ layer, render }])
  const timeless = (value: unknown) => JSON.stringify(value).replace(/\d{13}/g, '0')
  expect(timeless(treeWithout(document))).toBe(timeless(done))
})

test('a frame that only claims to be a layer’s render is not taken away', async () => {
  const layer = build.addRectangle(document, page, box)
  const frame = build.addFrame(document, page, { name: 'Theirs' })
  const text = build.addRectangle(document, frame)
  const before = { visible: true, relaunch: {} }
  keep(document, frame, 'swap', { version: 1, end: 'render', node: frame, original: layer, before })
  const render = await swapped(document, layer)
  expect([document.has(frame), document.has(text)]).toEqual([true, true])
  expect(render).not.toBe(frame)
})

test('where Figma refuses to have a render in a layer’s place, that is said as of a layer that is gone', async () => {
  const layer = build.addRectangle(document, page, box)
  const [said] = await onStage(
    document,
    `const [node] = await reserve('${layer}', ['a'])
    await created('a', [node])
    const bare = figma
    const refusing = new Proxy({}, {
      get: (_, name) => name === 'createRectangle' ? () => { throw new Error('refused') } : bare[name],
    })
    say(await plugin.place(refusing, {
      run: 'run-1', job: 'a', variants: [{ node, frame: null }], task: 'tk-a', remark: null,
      bytes: pictures[1],
    }).then(() => 'placed', failed))`,
  )
  expect(said).toContain('variant-gone')
  expect(document.node(page).children).toEqual([layer])
  expect(document.prop(layer, 'visible')).toBe(true)
  expect(dataOf(document, layer)).toMatchObject({ swap: null })
})

test('where Figma refuses one more picture for a render, that is said alike, and the render stays as it was', async () => {
  const layer = build.addRectangle(document, page, box)
  const render = await swapped(document, layer)
  build.person(document).remove(document.node(render).children[0] ?? '')
  const before = dataOf(document, render)
  const [said] = await onStage(
    document,
    `const [node] = await reserve('${layer}', ['b'], 'run-2')
    await created('b', [node])
    const bare = figma
    const refusing = new Proxy({}, {
      get: (_, name) => name === 'createRectangle' ? () => { throw new Error('refused') } : bare[name],
    })
    say(await plugin.place(refusing, {
      run: 'run-2', job: 'b', variants: [{ node, frame: null }], task: 'tk-b', remark: null,
      bytes: pictures[2],
    }).then(() => 'placed', failed))`,
  )
  expect(said).toContain('variant-gone')
  expect(document.node(page).children).toEqual([layer, render])
  expect([layer, render].map((id) => document.prop(id, 'visible'))).toEqual([false, true])
  const { recipe, choice } = dataOf(document, render)
  expect([recipe, choice('a'), choice('b')]).toEqual([before.recipe, null, null])
})
