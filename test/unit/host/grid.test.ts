import { expect, test } from 'vitest'
import * as build from '../../host/builders.ts'
import { tryCode } from './sample.ts'

/** A grid of two rows and three columns, 320 × 210, with a gap of 10, and shapes of 40 × 20. */
const grid = `
  const grid = figma.createFrame()
  grid.resize(320, 210)
  grid.layoutMode = 'GRID'
  grid.layoutSizingHorizontal = 'FIXED'; grid.layoutSizingVertical = 'FIXED'
  grid.resize(320, 210)
  grid.gridRowCount = 2; grid.gridColumnCount = 3
  grid.gridRowGap = 10; grid.gridColumnGap = 10
  const add = () => { const r = figma.createRectangle(); r.resize(40, 20); grid.appendChild(r); return r }
  const cell = (r) => [r.gridRowAnchorIndex, r.gridColumnAnchorIndex]
  const at = (r) => [r.x, r.y, r.width, r.height]
`

test('a grid’s children have cells, spans and places in them', async () => {
  const { said } = await tryCode(`${grid}
    const [a, b] = [add(), add()]
    say([cell(a), cell(b), at(a), at(b)])
    b.setGridChildPosition(1, 2)
    b.gridChildHorizontalAlign = 'CENTER'; b.gridChildVerticalAlign = 'MAX'
    say([cell(b), at(b)])
    a.gridColumnSpan = 2; a.layoutSizingHorizontal = 'FILL'; a.layoutSizingVertical = 'FILL'
    say(at(a))
    b.x = 1
    say(at(b))
    const c = figma.createRectangle()
    grid.appendChildAt(c, 1, 0)
    say([cell(c), grid.children.length])`)
  const inCell = [220 + 30, 110 + 80, 40, 20]
  expect(said).toEqual([
    [
      [0, 0],
      [0, 1],
      [0, 0, 40, 20],
      [110, 0, 40, 20],
    ],
    [[1, 2], inCell],
    [0, 0, 210, 100],
    inCell,
    [[1, 0], 3],
  ])
})

test('what is occupied, or not there, is refused; a hidden child keeps its cell', async () => {
  const { said } = await tryCode(`${grid}
    const [a, b] = [add(), add()]
    say(attempt(() => b.setGridChildPosition(0, 0)))
    say(attempt(() => b.setGridChildPosition(2, 0)))
    say(attempt(() => a.gridColumnSpan = 2))
    say(attempt(() => b.gridRowSpan = 3))
    say(attempt(() => grid.gridColumnCount = 1))
    say(attempt(() => grid.gridRowCount = 0))
    a.visible = false
    say(attempt(() => b.setGridChildPosition(0, 0)))
    a.layoutPositioning = 'ABSOLUTE'
    b.setGridChildPosition(0, 0)
    say(cell(b))
    say(attempt(() => grid.children[0].gridRowAnchorIndex = 1))
    say(attempt(() => grid.gridChildVerticalAlign = 'MIN'))
    say(attempt(() => grid.setGridChildPosition(0, 0)))`)
  expect(said.slice(0, 7)).toEqual([
    expect.stringContaining('occupied'),
    expect.stringContaining('out of bounds'),
    expect.stringContaining('occupied'),
    expect.stringContaining('out of bounds'),
    expect.stringContaining('occupied by children'),
    expect.stringContaining('positive integer'),
    expect.stringContaining('occupied'),
  ])
  expect(said.slice(7)).toEqual([
    [0, 0],
    expect.stringContaining('read only'),
    expect.stringContaining('grid auto-layout'),
    expect.stringContaining('grid auto-layout'),
  ])
})

test('a full grid grows by a row, which can be taken back; automatic rows come and go', async () => {
  const { said } = await tryCode(`${grid}
    const six = [1, 2, 3, 4, 5, 6].map(add)
    const seventh = add()
    say([cell(seventh), grid.gridRowCount])
    say(attempt(() => grid.gridRowCount = 2))
    seventh.remove()
    grid.gridRowCount = 2
    grid.gridAutoTracks = 'ROWS'
    const eighth = add()
    say(grid.gridRowCount)
    eighth.remove()
    say(grid.gridRowCount)
    say(attempt(() => grid.gridRowCount = 4))
    grid.gridItemsPositioning = 'ROW_AUTO_FLOW'
    grid.insertChild(0, six[5])
    say([cell(six[5]), cell(six[0]), cell(six[4])])
    say(attempt(() => six[5].setGridChildPosition(1, 2)))`)
  expect(said).toEqual([
    [[2, 0], 3],
    expect.stringContaining('occupied by children'),
    3,
    2,
    expect.stringContaining('automatic'),
    [
      [0, 0],
      [0, 1],
      [1, 2],
    ],
    expect.stringContaining('automatically'),
  ])
})

test('tracks are fixed, hug what they hold, or share what is left', () => {
  const document = build.createDocument()
  const grid = build.addFrame(document, document.currentPage, {
    width: 400,
    height: 100,
    layoutMode: 'GRID',
    gridColumnCount: 4,
    gridColumnSizes: [{ type: 'FIXED', value: 100 }, { type: 'HUG' }, { type: 'FLEX', value: 2 }],
  })
  const shapes = [0, 1, 2, 3].map((gridColumnAnchorIndex) =>
    build.addRectangle(document, grid, { width: 60, height: 20, gridColumnAnchorIndex }),
  )
  expect(shapes.map((id) => document.prop(id, 'x'))).toEqual([0, 100, 160, 320])
  document.set(grid, { layoutSizingHorizontal: 'HUG' })
  expect(document.prop(grid, 'width')).toBe(280)
})

test('an auto layout makes room for a turned layer’s upright bounds, and keeps to limits', async () => {
  const { said } = await tryCode(`
    const row = figma.createFrame()
    row.layoutMode = 'HORIZONTAL'
    const add = () => { const r = figma.createRectangle(); r.resize(40, 20); row.appendChild(r); return r }
    const [a, b] = [add(), add()]
    a.relativeTransform = [[0, -1, 500], [1, 0, 500]]
    const { x, y, width } = a.absoluteBoundingBox
    say([x, y, width, b.x, row.height].map(Math.round))
    b.layoutSizingVertical = 'FILL'; b.maxHeight = 30
    say(b.height)
    b.maxHeight = null
    say(b.height)
    say(attempt(() => figma.createFrame().minWidth = 5))
    say(attempt(() => b.minWidth = 0))`)
  expect(said).toEqual([
    [0, 0, 20, 20, 40],
    30,
    40,
    expect.stringContaining('auto-layout'),
    expect.stringContaining('failed validation'),
  ])
})

test('a mirrored layer stays mirrored; a scaled or skewed one there is not', async () => {
  const mirrored = [
    [0.6, 0.8, 50],
    [0.8, -0.6, 60],
  ]
  const { said } = await tryCode(`
    const frame = figma.createFrame()
    frame.resize(100, 50)
    frame.relativeTransform = ${JSON.stringify(mirrored)}
    say(frame.relativeTransform.map((row) => row.map((n) => Math.round(n * 1e6) / 1e6)))
    const { x, y, width, height } = frame.absoluteBoundingBox
    say([x, y, width, height].map(Math.round))
    say(attempt(() => frame.relativeTransform = [[2, 0, 0], [0, 1, 0]]))
    say(attempt(() => frame.relativeTransform = [[1, 1, 0], [0, 1, 0]]))`)
  expect(said).toEqual([
    mirrored,
    [50, 30, 100, 110],
    expect.stringContaining('failed validation'),
    expect.stringContaining('failed validation'),
  ])
})

test('a prototype’s links are set in one way alone', async () => {
  const { said } = await tryCode(`
    const frame = figma.createFrame()
    const links = [{ trigger: { type: 'ON_CLICK' }, actions: [{ type: 'BACK' }] }]
    say(attempt(() => frame.reactions = links))
    await frame.setReactionsAsync(links)
    say(frame.reactions)
    say(await attemptAsync(() => frame.setReactionsAsync('none')))`)
  expect(said).toEqual([
    expect.stringContaining('setReactionsAsync'),
    [{ trigger: { type: 'ON_CLICK' }, actions: [{ type: 'BACK' }] }],
    expect.stringContaining('failed validation'),
  ])
})

test('a pattern is set in one way alone, and from a layer that is there', async () => {
  const { said } = await tryCode(`
    const frame = figma.createFrame()
    const tile = figma.createRectangle()
    const pattern = {
      type: 'PATTERN', sourceNodeId: tile.id, tileType: 'RECTANGULAR', scalingFactor: 1,
      spacing: { x: 0, y: 0 }, horizontalAlignment: 'START',
    }
    say(attempt(() => frame.fills = [pattern]))
    say(attempt(() => frame.strokes = [pattern]))
    await frame.setFillsAsync([pattern])
    await frame.setStrokesAsync([pattern])
    say([frame.fills, frame.strokes].map(([{ type }]) => type))
    tile.remove()
    say(await attemptAsync(() => frame.setFillsAsync([pattern])))`)
  expect(said).toEqual([
    expect.stringContaining('failed validation'),
    expect.stringContaining('failed validation'),
    ['PATTERN', 'PATTERN'],
    expect.stringContaining('does not exist'),
  ])
})

test('a component set holds components alone, and a slice shows nothing', async () => {
  const document = build.createDocument()
  const set = build.addComponentSet(document, document.currentPage, { name: 'set' })
  build.addComponent(document, set, { name: 'State=On' })
  const { said } = await tryCode(
    `const set = figma.currentPage.children[0]
    say(attempt(() => set.appendChild(figma.createFrame())))
    set.children[0].appendChild(figma.createFrame())
    const slice = figma.createSlice()
    say([slice.type, slice.absoluteRenderBounds, 'effects' in slice])`,
    { document },
  )
  expect(said).toEqual([expect.stringContaining('only contain components'), ['SLICE', null, false]])
})
