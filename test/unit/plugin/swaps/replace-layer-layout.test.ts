import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { absoluteBoundingBox } from '../../../host/document/measure.ts'
import { swapped, treeWithout } from '../swap-stage.ts'
import { box, hidden } from './sample-mockup.ts'

let document: HostDocument
let page: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
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
  const before = hidden(document, layer)
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
  const before = hidden(document, alone)
  const render = await swapped(document, alone)
  expect(treeWithout(document, render)).toEqual(before)
  expect(document.node(group).children).toEqual([alone, render])
})

test('in a frame that is no longer an auto layout, where the layer was once laid over it', async () => {
  const parent = build.addFrame(document, page, { width: 500, height: 200 })
  const place = { layoutPositioning: 'ABSOLUTE', x: 300, y: 70 } as const
  const layer = build.addFrame(document, parent, { ...box, ...place })
  const bounds = absoluteBoundingBox(document, layer)
  const render = await swapped(document, layer)
  expect(document.node(parent).children).toEqual([layer, render])
  expect(absoluteBoundingBox(document, render)).toEqual(bounds)
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
  const before = hidden(document, layer)
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
  const before = hidden(document, layer)
  const bounds = absoluteBoundingBox(document, layer)
  const render = await swapped(document, layer)
  expect(absoluteBoundingBox(document, render)).toEqual(bounds)
  expect(treeWithout(document, render)).toEqual(before)
  expect(document.prop(render, 'layoutPositioning')).toBe('AUTO')
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

test('in its place, with an outline that is a pattern', async () => {
  const tile = build.addRectangle(document, page, { name: 'Tile' })
  const pattern = {
    type: 'PATTERN',
    sourceNodeId: tile,
    tileType: 'RECTANGULAR',
    scalingFactor: 1,
    spacing: { x: 0, y: 0 },
    horizontalAlignment: 'START',
  } as const
  const strokes = [build.solid('#ff0000'), pattern]
  const layer = build.addFrame(document, page, { ...box, strokes, strokeAlign: 'OUTSIDE' })
  expect(document.prop(await swapped(document, layer), 'strokes')).toEqual(strokes)
})
