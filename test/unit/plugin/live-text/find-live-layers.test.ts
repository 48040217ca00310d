import { expect, test } from 'vitest'
import { LiveText } from '../../../../contract/model/canvas-text.ts'
import * as build from '../../../host/builders.ts'
import { emptyPoster } from './empty-poster.ts'

test('a text by itself', async () => {
  const { document, poster, text, box, read } = emptyPoster()
  box(poster)
  const id = text(poster, 'Summer sale', { x: 40, y: 300, fontSize: 50 })
  const { size, blocks } = await read()
  expect(size).toEqual({ width: 1000, height: 1000 })
  const { width, height } = document.node(id).props
  const place = { x: 40, y: 300, width, height }
  expect(blocks).toEqual([
    {
      id,
      kind: 'text',
      isLogo: false,
      name: 'Summer sale',
      box: place,
      lines: [
        {
          id,
          name: 'Summer sale',
          characters: 'Summer sale',
          box: place,
          fontSize: 50,
          lineHeight: height,
          width,
          align: 'LEFT',
        },
      ],
    },
  ])
})

test('letters pushed over each other take no width, and none less than that', async () => {
  const { poster, text, box, read } = emptyPoster()
  box(poster)
  text(poster, 'Tight', {
    textAutoResize: 'HEIGHT',
    width: 300,
    letterSpacing: { unit: 'PERCENT', value: -90 },
    effects: [{ type: 'LAYER_BLUR', blurType: 'NORMAL', radius: 4, visible: false }],
  })
  const found = await read()
  expect(LiveText.parse(found).blocks[0]?.lines[0]?.width).toBe(0)
})

test('what is not seen, or would look otherwise elsewhere, is art', async () => {
  const { document, poster, text, box, blocks } = emptyPoster()
  box(poster)
  text(poster, 'Shown')
  text(poster, ' \n ', { y: 40 })
  text(poster, 'Hidden', { y: 80, visible: false })
  text(poster, 'Clear', { y: 120, opacity: 0 })
  text(poster, 'Unpainted', { y: 160, fills: [] })
  text(poster, 'Beside', { x: 2000 })
  text(poster, 'Cut off at the edge', { x: 960, y: 200 })
  const clip = build.addFrame(document, poster, { x: 300, width: 300, height: 100, fills: [] })
  text(clip, 'Cut off', { y: 90 })
  text(poster, 'A mask', { y: 240, isMask: true })
  text(poster, 'Under it', { y: 240 })
  const mask = build.addEllipse(document, poster, { y: 700, width: 300, height: 300, isMask: true })
  const masked = text(poster, 'In a round mask', { x: 50, y: 800 })
  build.addGroup(document, poster, [mask, masked])
  build.addBoolean(document, poster, [text(poster, 'Cut out', { y: 280 }), box(poster, { y: 280 })])
  const blurred = build.addFrame(document, poster, {
    y: 320,
    width: 300,
    height: 300,
    fills: [],
    effects: [{ type: 'LAYER_BLUR', blurType: 'NORMAL', radius: 4, visible: true }],
  })
  text(blurred, 'Out of focus')
  expect(await blocks()).toEqual(['text Shown: Shown'])
})

test('what is blurred is art, in a mask too', async () => {
  const { document, poster, text, box, blocks } = emptyPoster()
  box(poster)
  text(poster, 'Shown', { x: 200 })
  const blurred = build.addFrame(document, poster, {
    y: 320,
    width: 300,
    height: 300,
    fills: [],
    effects: [{ type: 'LAYER_BLUR', blurType: 'NORMAL', radius: 4, visible: true }],
  })
  text(blurred, 'Out of focus')
  box(blurred, { y: 100, width: 300, height: 100, isMask: true })
  text(blurred, 'Masked', { x: 10, y: 110 })
  expect(await blocks()).toEqual(['text Shown: Shown'])
})

test('a plain mask clips as a frame does', async () => {
  const { document, poster, text, box, blocks } = emptyPoster()
  box(poster)
  const mask = box(poster, { width: 500, height: 500, isMask: true })
  const inside = text(poster, 'Inside', { x: 10, y: 10 })
  const outside = text(poster, 'Outside', { x: 460, y: 300 })
  build.addGroup(document, poster, [mask, inside, outside])
  expect(await blocks()).toEqual(['text Inside: Inside'])
})

test('a text behind a product stays behind it', async () => {
  const { poster, text, box, blocks } = emptyPoster()
  text(poster, 'Behind', { x: 100, y: 100, fontSize: 100 })
  text(poster, 'Touched', { x: 100, y: 400, fontSize: 100 })
  text(poster, 'Framed', { x: 600, y: 700 })
  box(poster, { x: 200, y: 80, width: 200, height: 180 })
  box(poster, { x: 90, y: 390, width: 20, height: 100 })
  // A border and a texture hide nothing.
  box(poster, { width: 1000, height: 1000, fills: [], strokes: [build.solid('#000000')] })
  box(poster, { width: 1000, height: 1000, blendMode: 'OVERLAY' })
  box(poster, { width: 1000, height: 1000, opacity: 0.1 })
  text(poster, 'In front', { x: 210, y: 90 })
  expect(await blocks()).toEqual([
    'text In front: In front',
    'text Touched: Touched',
    'text Framed: Framed',
  ])
})

test('in an auto layout whose first layer is on top, the last covers nothing', async () => {
  const { document, poster, text, box, blocks } = emptyPoster()
  const flow = { layoutMode: 'HORIZONTAL', itemSpacing: -90, fills: [] } as const
  const reversed = { ...flow, width: 1000, height: 200, itemReverseZIndex: true }
  const first = build.addFrame(document, poster, reversed)
  text(first, 'On top', { fontSize: 40 })
  box(first)
  const last = build.addFrame(document, poster, { ...reversed, y: 500 })
  box(last)
  text(last, 'Beneath', { fontSize: 40 })
  expect(await blocks()).toEqual(['text On top: On top'])
})

test('a gradient that is mostly clear hides no text', async () => {
  const { poster, text, box, blocks } = emptyPoster()
  box(poster, { y: 800 })
  const fading = (a: number) => {
    const paint = build.gradient('#000000', '#000000')
    if (!('gradientStops' in paint)) throw new Error('no gradient')
    const clear = paint.gradientStops.map((stop, at) => {
      return { ...stop, color: { ...stop.color, a: at * a } }
    })
    return [{ ...paint, gradientStops: clear }]
  }
  text(poster, 'Under it')
  box(poster, { width: 1000, height: 400, fills: fading(0.2) })
  text(poster, 'Hidden', { y: 500 })
  box(poster, { y: 500, width: 1000, fills: fading(1) })
  expect(await blocks()).toEqual(['text Under it: Under it'])
})

test('a tint over everything hides no text', async () => {
  const { poster, text, box, blocks } = emptyPoster()
  box(poster, { y: 800 })
  text(poster, 'Under it')
  const tint = (opacity: number) => ({ fills: [{ ...build.solid('#000000'), opacity }] })
  box(poster, { width: 1000, height: 400, ...tint(0.1) })
  box(poster, { width: 1000, height: 400, opacity: 0.3, ...tint(0.4) })
  text(poster, 'Hidden', { y: 500 })
  box(poster, { y: 500, width: 1000, ...tint(0.4) })
  expect(await blocks()).toEqual(['text Under it: Under it'])
})

test('what is behind a text that stays behind is behind it too', async () => {
  const { poster, text, box, blocks } = emptyPoster()
  text(poster, 'Lowest', { x: 100, y: 100 })
  text(poster, 'Lower', { x: 100, y: 100, fontSize: 30 })
  box(poster, { x: 90, y: 90, width: 60, height: 60 })
  expect(await blocks()).toBe('none')
})

test('a button behind art is art', async () => {
  const { poster, box, button, blocks } = emptyPoster()
  button(poster, 'Buy now')
  box(poster, { width: 60, height: 60 })
  expect(await blocks()).toBe('none')
})

test('boxes count from the corner of a source, however that is turned', async () => {
  const { document, poster, text, box, read } = emptyPoster()
  box(poster, { x: 800 })
  text(poster, 'Words', { x: 100, y: 300 })
  const upright = await read()
  build.person(document).set(poster, { rotation: 40 })
  const [block] = (await read()).blocks
  expect(block?.kind).toBe('text')
  expect(block?.box.x).toBeCloseTo(100)
  expect(block?.box.y).toBeCloseTo(300)
  expect(block?.box.width).toBeCloseTo(upright.blocks[0]?.box.width ?? 0)
})

test('the width of a paragraph on one line', async () => {
  const { document, poster, text, box, read } = emptyPoster()
  box(poster, { x: 900, y: 900 })
  const sentence = 'Thirty kilometres of sand and not a single parking space'
  const free = text(poster, sentence, { y: 100 })
  text(poster, sentence, { y: 200, textAutoResize: 'HEIGHT', width: 250 })
  text(poster, 'Short', { y: 400, textAutoResize: 'HEIGHT', width: 700 })
  const { blocks } = await read()
  const [exact = 0, wrapped = 0, short = 0] = blocks.map(({ lines }) => lines[0]?.width)
  expect(exact).toBe(document.prop(free, 'width'))
  expect(Math.abs(wrapped / exact - 1)).toBeLessThan(0.2)
  expect(short).toBeLessThan(80)
})

test('the space between paragraphs is no line', async () => {
  const { poster, text, box, read } = emptyPoster()
  box(poster, { x: 900, y: 900 })
  const tall = { textAutoResize: 'HEIGHT', width: 400, fontSize: 20 } as const
  text(poster, 'Breakfast\nLunch\nDinner', { ...tall, y: 100 })
  text(poster, 'Breakfast\nLunch\nDinner', { ...tall, y: 400, paragraphSpacing: 30 })
  const [close, apart] = (await read()).blocks.flatMap(({ lines }) => lines)
  expect(apart?.width).toBe(close?.width)
})

test('the lines of a text with vertical trim', async () => {
  const { poster, text, box, read } = emptyPoster()
  box(poster, { x: 900, y: 900 })
  const trimmed = {
    fontSize: 20,
    lineHeight: { unit: 'PERCENT', value: 150 },
    leadingTrim: 'CAP_HEIGHT',
  } as const
  text(poster, 'One line', { ...trimmed, y: 100 })
  const two = { textAutoResize: 'HEIGHT', width: 200, y: 200 } as const
  text(poster, 'Thirty kilometres of sand', { ...trimmed, ...two })
  const [one, wrapped] = (await read()).blocks.flatMap(({ lines }) => lines)
  expect(one?.lineHeight).toBe(30)
  expect(wrapped?.lineHeight).toBe(30)
  expect(wrapped?.width).toBeGreaterThan(240)
})

test('a text in a box that is taller than its lines is where its lines are', async () => {
  const { poster, text, box, read } = emptyPoster()
  box(poster, { x: 900, y: 900 })
  const tall = {
    fontSize: 20,
    lineHeight: { unit: 'PIXELS', value: 30 },
    textAutoResize: 'NONE',
    width: 200,
    height: 150,
  } as const
  text(poster, 'Top', { ...tall, y: 0 })
  text(poster, 'Middle', { ...tall, y: 200, textAlignVertical: 'CENTER' })
  text(poster, 'Bottom, in two lines', { ...tall, y: 400, textAlignVertical: 'BOTTOM' })
  const { blocks } = await read()
  expect(blocks.map(({ box }) => box)).toEqual([
    { x: 0, y: 0, width: 200, height: 30 },
    { x: 0, y: 260, width: 200, height: 30 },
    { x: 0, y: 490, width: 200, height: 60 },
  ])
  expect(blocks.map(({ lines }) => lines[0]?.box)).toEqual(blocks.map(({ box }) => box))
})

test('lines without a height can be told of', async () => {
  const { poster, text, box, read } = emptyPoster()
  box(poster, { x: 900, y: 900 })
  const lineHeight = { unit: 'PERCENT', value: 0 } as const
  text(poster, 'Flat', { lineHeight, textAutoResize: 'NONE', width: 200, height: 150 })
  expect(LiveText.parse(await read()).blocks).toHaveLength(1)
})

test('nothing is written', async () => {
  const { document, poster, text, button, read } = emptyPoster()
  text(poster, 'Words')
  button(poster, 'Buy now', { y: 300 })
  const before = JSON.stringify(document.toJSON())
  await read()
  expect(JSON.stringify(document.toJSON())).toBe(before)
})
