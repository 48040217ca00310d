import { beforeEach, expect, test } from 'vitest'
import type { LiveText } from '../../../../contract/model/live-text.ts'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import type { Props } from '../../../host/document/types.ts'
import { inFigma } from '../in-figma.ts'

let document: HostDocument
let poster: string
beforeEach(() => {
  document = build.createDocument()
  poster = build.addFrame(document, document.currentPage, {
    name: 'Poster',
    x: 50,
    y: 70,
    width: 1000,
    height: 1000,
    fills: [build.solid('#ffffff')],
  })
})

const text = (parent: string, characters: string, more: Partial<Props> = {}) =>
  build.addText(document, parent, { name: characters, characters, fontSize: 20, ...more })
const box = (parent: string, more: Partial<Props> = {}) =>
  build.addRectangle(document, parent, { width: 100, height: 100, ...more })

async function read(purpose = 'variants', id = poster): Promise<LiveText> {
  const { said } = await inFigma(
    document,
    ['selection/read-live-layers'],
    `say(await plugin.readLiveLayers(figma, '${id}', '${purpose}'))`,
  )
  return said[0] as LiveText
}

/** Each block as its kind and name, and the texts in it. */
async function blocks(id?: string) {
  const { blocks, refusal } = await read('variants', id)
  if (refusal !== undefined) return refusal
  return blocks.map(
    ({ kind, isLogo, name, lines }) =>
      `${isLogo ? 'logo' : kind} ${name}: ${lines.map(({ characters }) => characters).join(', ')}`,
  )
}

test('a text by itself', async () => {
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

test('what is not seen, or would look otherwise elsewhere, is art', async () => {
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

test('a plain mask clips as a frame does', async () => {
  box(poster)
  const mask = box(poster, { width: 500, height: 500, isMask: true })
  const inside = text(poster, 'Inside', { x: 10, y: 10 })
  const outside = text(poster, 'Outside', { x: 460, y: 300 })
  build.addGroup(document, poster, [mask, inside, outside])
  expect(await blocks()).toEqual(['text Inside: Inside'])
})

test('a text behind a product stays behind it', async () => {
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

test('what is behind a text that stays behind is behind it too', async () => {
  text(poster, 'Lowest', { x: 100, y: 100 })
  text(poster, 'Lower', { x: 100, y: 100, fontSize: 30 })
  box(poster, { x: 90, y: 90, width: 60, height: 60 })
  expect(await blocks()).toBe('none')
})

test('an auto layout of nothing but live layers is one block', async () => {
  box(poster, { x: 600 })
  const copy = build.addFrame(document, poster, {
    name: 'Copy',
    x: 50,
    y: 200,
    width: 400,
    height: 300,
    fills: [],
    layoutMode: 'VERTICAL',
    layoutSizingVertical: 'HUG',
    itemSpacing: 12,
  })
  text(copy, 'Headline', { fontSize: 60 })
  text(copy, 'Smaller below')
  button(copy, 'Buy now')
  expect(await blocks()).toEqual(['flow Copy: Headline, Smaller below, Buy now'])
})

function button(parent: string, label: string, more: Partial<Props> = {}): string {
  const made = build.addFrame(document, parent, {
    name: `Button ${label}`,
    width: 200,
    height: 60,
    fills: [build.solid('#d02050')],
    ...more,
  })
  build.addVector(document, made, { x: 150, y: 10, width: 30, height: 30 })
  text(made, label, { x: 20, y: 18 })
  return made
}

test('an auto layout with art in it is taken apart; its texts belong together', async () => {
  const copy = build.addFrame(document, poster, {
    name: 'Copy',
    fills: [],
    layoutMode: 'VERTICAL',
    layoutSizingVertical: 'HUG',
    width: 500,
  })
  text(copy, 'Headline', { fontSize: 60 })
  box(copy, { width: 500, height: 400 })
  text(copy, 'Below the picture')
  const { blocks } = await read()
  const found = blocks.map(({ kind, name, group }) => [kind, name, group === copy])
  expect(found).toEqual([
    ['text', 'Headline', true],
    ['text', 'Below the picture', true],
  ])
})

test('an auto layout that pushes its content apart is taken apart', async () => {
  box(poster)
  const copy = build.addFrame(document, poster, {
    fills: [],
    width: 400,
    height: 900,
    layoutMode: 'VERTICAL',
    primaryAxisAlignItems: 'SPACE_BETWEEN',
  })
  text(copy, 'Headline', { fontSize: 60 })
  text(copy, 'Small print')
  const { blocks } = await read()
  expect(blocks.map(({ name, group }) => [name, group])).toEqual([
    ['Headline', undefined],
    ['Small print', undefined],
  ])
})

test('a button keeps its pill and its icon, a card with a photo does not stay whole', async () => {
  button(poster, 'Buy now', { x: 40, y: 40 })
  const badge = build.addGroup(document, poster, [
    build.addEllipse(document, poster, { x: 700, y: 40, width: 150, height: 150 }),
    text(poster, '−50 %', { x: 730, y: 100 }),
  ])
  build.person(document).rename(badge, 'Badge')
  const card = build.addFrame(document, poster, {
    name: 'Card',
    y: 300,
    width: 300,
    height: 300,
    fills: [build.solid('#eeeeee')],
  })
  const photo = document.images.add(new Uint8Array([1]))
  box(card, { fills: [{ type: 'IMAGE', imageHash: photo, scaleMode: 'FILL' }] })
  text(card, 'On a card', { y: 200 })
  const panel = build.addFrame(document, poster, {
    y: 600,
    width: 1000,
    height: 400,
    fills: [build.solid('#202020')],
  })
  text(panel, 'On a large panel', { x: 20, y: 20 })
  expect(await blocks()).toEqual([
    'rigid Button Buy now: Buy now',
    'rigid Badge: −50 %',
    'text On a card: On a card',
    'text On a large panel: On a large panel',
  ])
})

test('a button behind art is art', async () => {
  button(poster, 'Buy now')
  box(poster, { width: 60, height: 60 })
  expect(await blocks()).toBe('none')
})

test('the parts of a price keep their places, a headline and the line below it do not', async () => {
  box(poster, { x: 800 })
  const price = [
    text(poster, '9', { y: 700, fontSize: 90 }),
    text(poster, '99', { x: 60, y: 705, fontSize: 40 }),
  ]
  build.person(document).rename(build.addGroup(document, poster, price), 'Price')
  const words = [
    text(poster, 'Headline', { fontSize: 40 }),
    text(poster, 'A line below', { y: 60 }),
  ]
  build.addGroup(document, poster, words)
  expect(await blocks()).toEqual([
    'text Headline: Headline',
    'text A line below: A line below',
    'rigid Price: 9, 99',
  ])
})

test('a logo is known by its name, or by that of its main component', async () => {
  text(poster, 'Words', { y: 500 })
  box(poster, { name: 'Acme logo', width: 100, height: 60 })
  box(poster, { name: 'Brand picture', y: 600, width: 1000, height: 400 })
  const mark = build.addComponent(document, document.currentPage, {
    name: 'Wordmark',
    width: 120,
    height: 40,
  })
  box(mark, { width: 120, height: 40 })
  build.addInstance(document, poster, mark, { name: 'Top right', x: 800, y: 0 })
  expect(await blocks()).toEqual(['logo Acme logo: ', 'logo Top right: ', 'text Words: Words'])
})

test('turned and on a path it is only scaled; in an instance it is as anywhere', async () => {
  box(poster, { x: 800, y: 800 })
  text(poster, 'Turned', { x: 500, y: 500, rotation: 30 })
  build.addTextPath(document, poster, { name: 'Round', characters: 'Round', x: 100, width: 90, height: 90 }) // prettier-ignore
  const component = build.addComponent(document, document.currentPage, {
    width: 500,
    height: 500,
    y: 2000,
  })
  text(component, 'Of a component', { y: 200 })
  build.addInstance(document, poster, component)
  expect(await blocks()).toEqual([
    'rigid Round: Round',
    'text Of a component: Of a component',
    'rigid Turned: Turned',
  ])
})

test('boxes count from the corner of a source, however that is turned', async () => {
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

test('limits', async () => {
  box(poster)
  const lines = (count: number) => {
    for (let at = 0; at < count; at++) text(poster, 'a', { x: (at % 20) * 45, y: 120 + 30 * Math.floor(at / 20) }) // prettier-ignore
  }
  lines(24)
  expect((await read()).blocks).toHaveLength(24)
  text(poster, 'One more', { y: 900 })
  expect(await read()).toMatchObject({ refusal: 'too-many-blocks', blocks: [] })
  expect((await read('swap')).blocks).toHaveLength(25)
  const group = build.addFrame(document, poster, { y: 940, width: 1000, height: 50, fills: [], layoutMode: 'HORIZONTAL' }) // prettier-ignore
  for (let at = 0; at < 40; at++) text(group, 'b')
  expect((await read()).refusal).toBe('too-many-texts')
  expect((await read('swap')).refusal).toBeUndefined()
})

test('a source of text alone, or nearly', async () => {
  const large = text(poster, 'Words', { fontSize: 100, textAutoResize: 'NONE', width: 900, height: 500 }) // prettier-ignore
  expect((await read()).refusal).toBe('mostly-text')
  expect((await read('swap')).blocks.map(({ id }) => id)).toEqual([large])
  build.person(document).set(poster, { fills: [] })
  expect((await read('swap')).refusal).toBe('none')
  build.person(document).remove(large)
  expect((await read()).refusal).toBe('none')
})

test('more layers than are looked at', async () => {
  document.person(() => {
    for (let at = 0; at < 3001; at++) document.create('RECTANGLE', poster, { width: 5, height: 5 })
  })
  text(poster, 'Words')
  expect((await read()).refusal).toBe('too-many-layers')
})

test('the width of a paragraph on one line', async () => {
  box(poster, { x: 900, y: 900 })
  const sentence = 'Thirty kilometres of sand and not a single parking space'
  const free = text(poster, sentence, { y: 100 })
  text(poster, sentence, { y: 200, textAutoResize: 'HEIGHT', width: 250 })
  text(poster, 'Short', { y: 400, textAutoResize: 'HEIGHT', width: 700 })
  const { blocks } = await read()
  const [exact = 0, wrapped = 0, short = 0] = blocks.map(({ lines }) => lines[0]?.width)
  expect(exact).toBe(document.prop(free, 'width'))
  expect(Math.abs(wrapped / exact - 1)).toBeLessThan(0.15)
  expect(short).toBeLessThan(80)
})

test('nothing is written', async () => {
  text(poster, 'Words')
  button(poster, 'Buy now', { y: 300 })
  const before = JSON.stringify(document.toJSON())
  await read()
  expect(JSON.stringify(document.toJSON())).toBe(before)
})
