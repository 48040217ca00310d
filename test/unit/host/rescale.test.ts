import { expect, test } from 'vitest'
import * as build from '../../host/builders.ts'
import { tryCode, withText } from './sample.ts'

const helpers = `
  const at = (node) => [node.x, node.y, node.width, node.height]
  const add = (node, parent, x, y, width, height) => {
    if (parent) parent.appendChild(node)
    node.x = x; node.y = y
    if (width) node.resize(width, height)
    return node
  }
`

test('a rescaled layer keeps its top left corner', async () => {
  const { said } = await tryCode(`${helpers}
    const sized = add(figma.createRectangle(), null, 10, 20, 40, 30)
    sized.rescale(2)
    say(at(sized))
    const fresh = add(figma.createFrame(), null, 10, 20)
    fresh.rescale(0.5)
    say(at(fresh))
    const turned = add(figma.createRectangle(), null, 0, 0, 40, 30)
    turned.relativeTransform = [[0, -1, 100], [1, 0, 50]]
    turned.rescale(3)
    say([at(turned), turned.relativeTransform.map((row) => row.map(Math.round))])`)
  expect(said).toEqual([
    [10, 20, 80, 60],
    [10, 20, 50, 50],
    [
      [100, 50, 120, 90],
      [
        [0, -1, 100],
        [1, 0, 50],
      ],
    ],
  ])
})

test('strokes, corners and effects grow along', async () => {
  const { said } = await tryCode(`
    const shape = figma.createRectangle()
    shape.strokes = [{ type: 'SOLID', color: { r: 0, g: 0, b: 0 } }]
    shape.cornerRadius = 4
    shape.topLeftRadius = 6
    const shadow = { color: { r: 0, g: 0, b: 0, a: 0.5 }, visible: true, blendMode: 'NORMAL' }
    shape.effects = [
      { type: 'DROP_SHADOW', ...shadow, offset: { x: 1, y: 2 }, radius: 3, spread: 4 },
      { type: 'INNER_SHADOW', ...shadow, offset: { x: 0, y: 5 }, radius: 6 },
      { type: 'LAYER_BLUR', visible: true, radius: 7, blurType: 'NORMAL' },
    ]
    shape.opacity = 0.5
    shape.rescale(2)
    say([shape.strokeWeight, shape.topLeftRadius, shape.topRightRadius, shape.bottomLeftRadius,
      shape.bottomRightRadius, shape.opacity])
    say(shape.effects.map(({ offset, radius, spread }) => [offset ?? null, radius, spread ?? null]))
    shape.strokeWeight = 3
    shape.rescale(0.5)
    say(shape.strokeWeight)`)
  expect(said).toEqual([
    [2, 12, 8, 8, 8, 0.5],
    [
      [{ x: 2, y: 4 }, 6, 8],
      [{ x: 0, y: 10 }, 12, null],
      [null, 14, null],
    ],
    1.5,
  ])
})

test('text grows in all its ranges; what is a share of its size stays', async () => {
  const { said } = await tryCode(`${withText}
    text.characters = 'abc\\ndef'
    text.setRangeFontSize(0, 1, 20)
    text.setRangeLineHeight(0, 1, { unit: 'PIXELS', value: 30 })
    text.setRangeLineHeight(1, 2, { unit: 'PERCENT', value: 150 })
    text.setRangeLetterSpacing(0, 1, { unit: 'PIXELS', value: 1 })
    text.setRangeLetterSpacing(1, 2, { unit: 'PERCENT', value: 10 })
    text.setRangeParagraphSpacing(0, 1, 5)
    text.paragraphIndent = 6
    text.listSpacing = 7
    const { width, height } = text
    text.rescale(2)
    say(text.getStyledTextSegments(['fontSize', 'lineHeight', 'letterSpacing'])
      .map((part) => [part.characters, part.fontSize, part.lineHeight.value, part.letterSpacing.value]))
    say([text.getRangeParagraphSpacing(0, 1), text.paragraphIndent, text.listSpacing])
    say([text.width / width, text.height / height])`)
  expect(said).toEqual([
    [
      ['a', 40, 60, 2],
      ['b', 24, 150, 10],
      ['c\ndef', 24, undefined, 0],
    ],
    [10, 12, 14],
    [expect.closeTo(2, 1), expect.closeTo(2, 1)],
  ])
})

test('all that is in a frame grows and moves with it, whatever its constraints', async () => {
  const { said } = await tryCode(`${helpers}
    const frame = add(figma.createFrame(), null, 5, 5, 200, 100)
    const inner = add(figma.createFrame(), frame, 20, 10, 100, 50)
    const shape = add(figma.createRectangle(), inner, 4, 6, 10, 12)
    shape.constraints = { horizontal: 'MAX', vertical: 'STRETCH' }
    frame.rescale(2)
    say([frame, inner, shape].map(at))`)
  expect(said).toEqual([
    [
      [5, 5, 400, 200],
      [40, 20, 200, 100],
      [8, 12, 20, 24],
    ],
  ])
})

test('a group keeps its place, and so does one in a frame that grows', async () => {
  const { said } = await tryCode(`${helpers}
    const frame = add(figma.createFrame(), null, 5, 5, 200, 100)
    const shapes = [[30, 40], [60, 80]].map(([x, y]) => add(figma.createRectangle(), frame, x, y, 10, 10))
    const group = figma.group(shapes, frame)
    group.rescale(2)
    say([group, ...shapes].map(at))
    frame.rescale(0.5)
    say([group, ...shapes].map(at))`)
  expect(said).toEqual([
    [
      [30, 40, 80, 100],
      [30, 40, 20, 20],
      [90, 120, 20, 20],
    ],
    [
      [15, 20, 40, 50],
      [15, 20, 10, 10],
      [45, 60, 10, 10],
    ],
  ])
})

test('an auto layout grows with its gaps and paddings, and lays out as before', async () => {
  const { said } = await tryCode(`${helpers}
    const row = figma.createFrame()
    row.layoutMode = 'HORIZONTAL'
    row.itemSpacing = 10
    row.paddingLeft = 1; row.paddingTop = 2; row.paddingRight = 3; row.paddingBottom = 4
    const [a, b] = [30, 50].map((size) => add(figma.createRectangle(), row, 0, 0, size, size))
    a.layoutSizingVertical = 'FILL'
    a.maxHeight = 40
    const before = [row, a, b].map(at)
    row.rescale(2)
    say([row, a, b].map((node, i) => at(node).map((value, j) => value / (before[i][j] || 1))))
    say([row.itemSpacing, row.paddingLeft, row.paddingTop, row.paddingRight, row.paddingBottom])
    say([a.maxHeight, a.minHeight])
    b.rescale(0.5)
    say([row.width, b.width, b.x])`)
  expect(said).toEqual([
    [
      [0, 0, 2, 2],
      [2, 2, 2, 2],
      [2, 2, 2, 2],
    ],
    [20, 2, 4, 6, 8],
    [80, null],
    [2 + 60 + 20 + 50 + 6, 50, 82],
  ])
})

test('a grid grows with its gaps and fixed tracks', async () => {
  const document = build.createDocument()
  const grid = build.addFrame(document, document.currentPage, {
    width: 300,
    height: 100,
    layoutMode: 'GRID',
    gridColumnCount: 2,
    gridColumnGap: 10,
    gridRowGap: 6,
    gridColumnSizes: [
      { type: 'FIXED', value: 100 },
      { type: 'FLEX', value: 1 },
    ],
  })
  for (const size of [10, 20]) build.addRectangle(document, grid, { width: size, height: size })
  const { said } = await tryCode(
    `const [grid] = figma.currentPage.children
    grid.rescale(2)
    say([grid.width, grid.gridColumnGap, grid.gridRowGap, grid.children[1].x])`,
    { document },
  )
  expect(said).toEqual([[600, 20, 12, 220]])
})

test('a factor below a hundredth is refused, and so is a layer of an instance', async () => {
  const document = build.createDocument()
  const component = build.addComponent(document, document.currentPage, { width: 50, height: 50 })
  build.addRectangle(document, component, { x: 5, width: 10, height: 10 })
  build.addInstance(document, document.currentPage, component)
  const { said } = await tryCode(
    `const [, instance] = figma.currentPage.children
    for (const factor of [0.009, -1, 'two', undefined]) say(attempt(() => instance.rescale(factor)))
    say(attempt(() => instance.children[0].rescale(2)))
    instance.rescale(2)
    const { x, width } = instance.children[0]
    say([instance.width, x, width])`,
    { document },
  )
  const refused = expect.stringContaining('Scale must be >= 0.01') as string
  expect(said).toEqual([
    ...[refused, refused, refused, refused],
    expect.stringContaining('cannot be overridden in an instance'),
    [100, 10, 20],
  ])
})
