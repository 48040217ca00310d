import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { Recipe } from '../../../../contract/model/plugin-data/recipe.ts'
import { absoluteBoundingBox } from '../../../host/document/measure.ts'
import type { Props } from '../../../host/document/types.ts'
import { keep } from '../in-figma.ts'
import { dataOf, onStage, swapped, treeWithout } from '../swap-stage.ts'

let document: HostDocument
let page: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
})

const box = { name: 'Mockup', x: 40, y: 30, width: 120, height: 80 }

/**
 * The layers as they were before, save that one is hidden, and has data and buttons of ours: all that
 * may be changed of it.
 */
const hidden = (layer: string) =>
  treeWithout(document).map((node) =>
    node.id === layer
      ? {
          ...node,
          props: { ...node.props, visible: false },
          pluginData: expect.anything() as unknown,
          relaunch: { flip: '', compare: '', 'restore-original': '' },
        }
      : node,
  )

test('a render takes a layer’s place, linked to it both ways', async () => {
  const layer = build.addRectangle(document, page, box)
  const above = build.addRectangle(document, page, { x: 300 })
  const before = hidden(layer)
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

const row = { layoutMode: 'HORIZONTAL', width: 500, height: 200, itemSpacing: 10 } as const
const hug = { layoutSizingHorizontal: 'HUG', layoutSizingVertical: 'HUG' } as const
const shadow = {
  type: 'DROP_SHADOW',
  color: { r: 0, g: 0, b: 0, a: 0.4 },
  offset: { x: 0, y: 4 },
  radius: 6,
  visible: true,
  blendMode: 'NORMAL',
} as const

/** A place for a layer with something else in it, and what the layer is in it. */
const places: Record<
  string,
  () => { parent: string; layer: Parameters<typeof build.addFrame>[2] }
> = {
  'a frame that clips, in a frame': () => {
    const outer = build.addFrame(document, page, { width: 600, height: 400 })
    const parent = build.addFrame(document, outer, { x: 90, width: 100, clipsContent: true })
    return { parent, layer: { constraints: { horizontal: 'STRETCH', vertical: 'MAX' } } }
  },
  'a section': () => ({ parent: build.addSection(document, page, { x: 500, y: 90 }), layer: {} }),
  'a row that hugs': () => ({
    parent: build.addFrame(document, page, { ...row, ...hug }),
    layer: {},
  }),
  'a column, filling it': () => ({
    parent: build.addFrame(document, page, { ...row, layoutMode: 'VERTICAL' }),
    layer: { layoutSizingHorizontal: 'FILL', layoutSizingVertical: 'FILL' },
  }),
  'a row, laid over it': () => ({
    parent: build.addFrame(document, page, { ...row, ...hug }),
    layer: { layoutPositioning: 'ABSOLUTE', x: 300, y: 70 },
  }),
  'a component': () => ({
    parent: build.addComponent(document, page, { width: 400, height: 300 }),
    layer: {},
  }),
  'a page, turned': () => ({ parent: page, layer: { rotation: 30 } }),
  'a page, mirrored and turned': () => ({ parent: page, layer: { rotation: 30, flipped: true } }),
  'a row, with limits': () => ({
    parent: build.addFrame(document, page, { ...row, ...hug }),
    layer: { maxWidth: 300, minHeight: 20 },
  }),
}

test.each(Object.keys(places))('in its place, and nothing gives way: %s', async (name) => {
  const { parent, layer: more } = places[name]?.() ?? { parent: page }
  const look = { opacity: 0.8, topLeftRadius: 12, effects: [shadow], ...more }
  build.addRectangle(document, parent, { width: 50, height: 60, layoutSizingVertical: 'FIXED' })
  const layer = build.addFrame(document, parent, { ...box, ...look })
  build.addRectangle(document, parent, { x: 70, y: 10, width: 30, height: 30 })
  const before = hidden(layer)
  const { x, y, width, height, ...rest } = document.node(layer).props
  const render = await swapped(document, layer)
  expect(treeWithout(document, render)).toEqual(before)
  const siblings = document.node(parent).children
  expect(siblings.indexOf(render)).toBe(siblings.indexOf(layer) + 1)
  const { visible, name: called, fills, ...kept } = rest
  expect([visible, called, fills]).not.toContain(undefined)
  expect(document.node(render).props).toMatchObject({
    ...kept,
    ...{ x, y, width, height, name: 'Mockup' },
    rotation: expect.closeTo(document.prop(layer, 'rotation')) as number,
  })
})

test('in a group, whose box stays what it is', async () => {
  const alone = build.addRectangle(document, page, { ...box, rotation: 20 })
  const group = build.addGroup(document, page, [alone])
  const outer = build.addFrame(document, page, { ...row, ...hug })
  build.person(document).reparent(outer, group)
  const before = hidden(alone)
  const render = await swapped(document, alone)
  expect(treeWithout(document, render)).toEqual(before)
  expect(document.node(group).children).toEqual([alone, render])
})

const grid = {
  layoutMode: 'GRID',
  width: 320,
  height: 210,
  gridRowCount: 2,
  gridColumnCount: 3,
  gridRowGap: 10,
  gridColumnGap: 10,
} as const
const filling = { layoutSizingHorizontal: 'FILL', layoutSizingVertical: 'FILL' } as const

test.each([
  ['a cell', { gridRowAnchorIndex: 1, gridColumnAnchorIndex: 2 }],
  ['two cells, filled', { gridRowAnchorIndex: 1, gridColumnSpan: 2, ...filling }],
  ['a cell of a full grid', { gridRowAnchorIndex: 1, gridRowCount: 1, gridColumnCount: 2 }],
  [
    'a cell of a full grid, filled',
    { gridRowAnchorIndex: 0, gridColumnAnchorIndex: 1, gridRowCount: 1, ...filling },
  ],
  ['laid over it', { layoutPositioning: 'ABSOLUTE', x: 33, y: 44 }],
] as const)('in a grid, and no other cell changes: %s', async (_, more) => {
  const parent = build.addFrame(document, page, { ...grid, ...more, layoutPositioning: 'AUTO' })
  build.person(document).set(parent, { layoutSizingHorizontal: 'FIXED', x: 0, y: 0 })
  build.addRectangle(document, parent, { width: 60, height: 60 })
  const layer = build.addFrame(document, parent, { ...box, ...more })
  build.addRectangle(document, parent, { width: 20, height: 30 })
  const before = hidden(layer)
  const bounds = absoluteBoundingBox(document, layer)
  const render = await swapped(document, layer)
  expect(absoluteBoundingBox(document, render)).toEqual(bounds)
  expect(treeWithout(document, render)).toEqual(before)
})

test('in a grid whose layers flow, by the order of the layers', async () => {
  const flow = { ...grid, gridItemsPositioning: 'ROW_AUTO_FLOW', gridAutoTracks: 'ROWS' } as const
  const parent = build.addFrame(document, page, flow)
  const [, layer = ''] = [1, 2, 3, 4].map((width) =>
    build.addRectangle(document, parent, { width: 10 * width, height: 30 }),
  )
  const before = hidden(layer)
  const bounds = absoluteBoundingBox(document, layer)
  const render = await swapped(document, layer)
  expect(absoluteBoundingBox(document, render)).toEqual(bounds)
  expect(treeWithout(document, render)).toEqual(before)
  expect(document.prop(render, 'layoutPositioning')).toBe('AUTO')
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
          preserveScrollPosition: false,
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

test('a text that hugs its words keeps its size, and an outer stroke goes on around the render', async () => {
  const outer = build.addFrame(document, page, { ...row, ...hug })
  const words = build.addText(document, outer, { characters: 'Sale', fontSize: 40 })
  const { width, height } = document.node(words).props
  const strokes = [build.solid('#ff0000')]
  const framed = build.addRectangle(document, page, {
    ...box,
    strokes,
    strokeAlign: 'OUTSIDE',
    strokeWeight: 6,
  })
  const inner = build.addRectangle(document, page, { ...box, strokes, strokeAlign: 'INSIDE' })
  const render = await swapped(document, words)
  expect(document.node(render).props).toMatchObject({ width, height })
  expect(document.prop(render, 'layoutSizingHorizontal')).toBe('FIXED')
  expect(document.node(await swapped(document, framed, 'b')).props).toMatchObject({
    strokes,
    strokeAlign: 'OUTSIDE',
    strokeWeight: 6,
  })
  expect(document.prop(await swapped(document, inner, 'c'), 'strokes')).toEqual([])
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
