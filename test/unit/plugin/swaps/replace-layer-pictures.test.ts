import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { dataOf, onStage, swapped } from '../swap-stage.ts'
import { box } from './sample-mockup.ts'

let document: HostDocument
let page: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
})

/** The images that the picture of a render shows, and those that it only keeps. */
function paintsOf(render: string) {
  const [picture = ''] = document.node(render).children
  const fills = document.prop(picture, 'fills')
  const isImage = (paint: (typeof fills)[number]) => paint.type === 'IMAGE'
  const hashes = fills.filter(isImage).map((paint) => [paint.imageHash, paint.visible !== false])
  return new Map(hashes as [string, boolean][])
}

test('further copies are kept to be picked, and all pictures stay in the file', async () => {
  const layer = build.addRectangle(document, page, box)
  const [answers] = await onStage(
    document,
    `
    const nodes = await reserve('${layer}', ['a', 'b'])
    await created('a', nodes)
    await created('b', nodes)
    say([(await place('a', nodes[0])).moved, (await place('b', nodes[1], 'run-1', 1)).moved, nodes])`,
  )
  const render = document.node(page).children[1] ?? ''
  const moved = [{ layer, render }]
  expect(answers).toEqual([moved, moved, [layer, layer]])
  expect(document.node(page).children).toEqual([layer, render])
  const data = dataOf(document, render)
  expect([data.recipe, data.choice('b')]).toMatchObject([
    { job: 'a', node: render, progress: { state: 'done' } },
    { job: 'b', node: render, progress: { state: 'done' } },
  ])
  expect(dataOf(document, layer).coming('b')).toBeNull()
  const paints = paintsOf(render)
  const hashOf = (recipe: unknown) => JSON.stringify(recipe).match(/"picture":{"hash":"(\w+)"/)?.[1]
  expect(paints.get(hashOf(data.recipe) ?? '')).toBe(true)
  expect(paints.get(hashOf(data.choice('b')) ?? '')).toBe(false)
  expect([...paints.values()].filter(Boolean)).toHaveLength(1)
})

test('a further copy stays in the file though a designer has deleted the first one’s layer', async () => {
  const layer = build.addRectangle(document, page, box)
  await onStage(document, `await reserve('${layer}', ['a', 'b']); await place('a', '${layer}')`)
  const render = document.node(page).children[1] ?? ''
  build.person(document).remove(document.node(render).children[0] ?? '')
  await onStage(document, `await place('b', '${layer}')`)
  const { recipe, choice } = dataOf(document, render)
  expect([recipe, choice('a')]).toMatchObject([{ job: 'b' }, { job: 'a' }])
  expect([...paintsOf(render).values()].filter(Boolean)).toHaveLength(1)
})

test('a picture of another run is shown at once, on the same render', async () => {
  const layer = build.addRectangle(document, page, box)
  const render = await swapped(document, layer)
  // Flipped to the original, and swapped once more.
  build.person(document).set(layer, { visible: true })
  build.person(document).set(render, { visible: false })
  const code = `say(await swap('${layer}', 'b', 'run-2'))`
  expect(await onStage(document, code)).toEqual([render])
  expect(document.node(page).children).toEqual([layer, render])
  const data = dataOf(document, render)
  expect([data.recipe, data.choice('a')]).toMatchObject([{ job: 'b' }, { job: 'a' }])
  expect([layer, render].map((id) => document.prop(id, 'visible'))).toEqual([false, true])
  expect(dataOf(document, render).swap).toMatchObject({ before: { visible: true } })
})

test('two pictures that arrive at once share one render', async () => {
  const layer = build.addRectangle(document, page, box)
  await onStage(
    document,
    `const [a, b] = await reserve('${layer}', ['a', 'b'])
    await Promise.all([place('a', a), place('b', b)])`,
  )
  const [, render = '', ...more] = document.node(page).children
  expect(more).toEqual([])
  const { recipe, choice } = dataOf(document, render)
  expect([recipe, choice('b') ?? choice('a')]).toMatchObject([{ node: render }, { node: render }])
})

test('in a copy of a swap, the copied render gets the picture, and knows itself from then on', async () => {
  const frame = build.addFrame(document, page, { width: 500, height: 500 })
  const layer = build.addRectangle(document, frame, box)
  const render = await swapped(document, layer)
  const copy = build.person(document).duplicate(frame)
  const [other = '', copied = ''] = document.node(copy).children
  build.person(document).set(other, { visible: true })
  build.person(document).set(copied, { visible: false })
  const before = dataOf(document, render)
  expect(await onStage(document, `say(await swap('${other}', 'b', 'run-2'))`)).toEqual([copied])
  expect(document.node(copy).children).toEqual([other, copied])
  const { swap, recipe, choice } = dataOf(document, copied)
  expect([swap, recipe, choice('a')]).toMatchObject([
    { node: copied, original: other },
    { node: copied, job: 'b' },
    { node: copied, job: 'a' },
  ])
  expect(JSON.stringify(dataOf(document, render))).toBe(JSON.stringify(before))
})

test('a picture for a layer whose render was deleted makes a new one, and forgets no past', async () => {
  const layer = build.addRectangle(document, page, box)
  await onStage(document, `await reserve('${layer}', ['a', 'b']); await place('a', '${layer}')`)
  build.person(document).remove(document.node(page).children[1] ?? '')
  await onStage(document, `await place('b', '${layer}')`)
  const [, render = ''] = document.node(page).children
  expect(dataOf(document, render)).toMatchObject({
    recipe: { job: 'b' },
    swap: { before: { visible: true, relaunch: {} } },
  })
})

test('a layer that was dragged into its render is taken out of it, and gets the picture', async () => {
  const layer = build.addRectangle(document, page, box)
  const render = await swapped(document, layer)
  const person = build.person(document)
  person.set(layer, { visible: true })
  person.set(render, { visible: false })
  await onStage(
    document,
    `await reserve('${layer}', ['b'], 'run-2'); await created('b', ['${layer}'])`,
  )
  person.reparent(render, layer)
  const code = `say((await place('b', '${layer}', 'run-2')).moved)`
  expect(await onStage(document, code)).toEqual([[{ layer, render }]])
  expect(document.node(page).children).toEqual([layer, render])
  expect([layer, render].map((id) => document.prop(id, 'visible'))).toEqual([false, true])
  expect(dataOf(document, render).recipe).toMatchObject({ job: 'b' })
})

test('laid over an auto layout before, and in its flow now: the next picture takes the layer’s place in the flow', async () => {
  const row = build.addFrame(document, page, {
    layoutMode: 'HORIZONTAL',
    layoutSizingHorizontal: 'HUG',
    layoutSizingVertical: 'HUG',
    itemSpacing: 10,
  })
  const layer = build.addRectangle(document, row, { ...box, layoutPositioning: 'ABSOLUTE' })
  const last = build.addRectangle(document, row, { width: 30, height: 30 })
  const render = await swapped(document, layer)
  const person = build.person(document)
  person.set(render, { visible: false })
  person.set(layer, { visible: true, layoutPositioning: 'AUTO', x: 0, y: 0 })
  person.set(last, { x: 130 })
  expect(await onStage(document, `say(await swap('${layer}', 'b', 'run-2'))`)).toEqual([render])
  expect(document.prop(render, 'layoutPositioning')).toBe('AUTO')
  expect(document.prop(last, 'x')).toBe(130)
})

test('a render that was moved below its layer comes above it again, and below what stands over both', async () => {
  const layer = build.addRectangle(document, page, box)
  const over = build.addRectangle(document, page, box)
  const render = await swapped(document, layer)
  const person = build.person(document)
  person.reparent(page, render, 0)
  person.set(render, { visible: false })
  person.set(layer, { visible: true })
  await onStage(document, `await swap('${layer}', 'b', 'run-2')`)
  expect(document.node(page).children).toEqual([layer, render, over])
})
