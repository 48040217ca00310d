import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { inFigma } from '../in-figma.ts'

let document: HostDocument
let poster: string
beforeEach(() => {
  document = build.createDocument()
  poster = build.addFrame(document, document.currentPage, {
    x: 50,
    y: 70,
    width: 600,
    height: 400,
    fills: [build.solid('#ffffff')],
  })
})

const text = (parent: string, characters: string, x: number, y: number, more = {}) =>
  build.addText(document, parent, { characters, x, y, fontSize: 20, ...more })

async function read(id = poster): Promise<unknown> {
  const { said } = await inFigma(
    document,
    ['selection/read-texts'],
    `say(await plugin.readTexts(figma, '${id}').catch((e) => e.code + ': ' + e.message))`,
  )
  return said[0]
}

test('texts are read line by line, wherever they are nested', async () => {
  const card = build.addFrame(document, poster, { x: 300, y: 100, width: 200, height: 200 })
  const loose = text(poster, 'From 9 euros', 20, 108, { fontSize: 12 })
  build.addGroup(document, poster, [loose])
  text(poster, 'Sale', 20, 20)
  text(card, 'Buy now', 10, 0)
  text(card, '  Two lines\u2028of text\n', 10, 100)
  expect(await read()).toEqual(['Sale', 'From 9 euros', 'Buy now', 'Two lines\nof text'])
})

test('a text on a path is read, too', async () => {
  text(poster, 'Sale', 20, 20)
  build.addTextPath(document, poster, {
    characters: 'Since 1924',
    fontSize: 20,
    x: 20,
    y: 200,
    width: 200,
    height: 80,
  })
  expect(await read()).toEqual(['Sale', 'Since 1924'])
})

test('what can’t be seen is not read', async () => {
  const hidden = build.addFrame(document, poster, { visible: false, width: 200, height: 200 })
  text(hidden, 'In a hidden frame', 0, 0)
  const clear = build.addFrame(document, poster, { opacity: 0, width: 200, height: 200 })
  text(clear, 'In a clear frame', 0, 0)
  text(poster, 'Hidden', 0, 40, { visible: false })
  text(poster, 'Clear', 0, 60, { opacity: 0 })
  text(poster, ' \n ', 0, 80)
  text(poster, 'Beside the frame', 700, 0)
  const clip = build.addFrame(document, poster, { x: 300, width: 100, height: 50 })
  text(clip, 'Cut off', 0, 60)
  const open = build.addFrame(document, poster, { x: 300, y: 100, width: 100, height: 50, clipsContent: false }) // oxfmt-ignore
  text(open, 'Hangs out', 0, 60)
  const component = build.addComponent(document, document.currentPage, { width: 100, height: 50 })
  text(component, 'Of a component', 0, 0)
  build.addInstance(document, poster, component, { x: 0, y: 300 })
  build.addInstance(document, poster, component, { x: 0, y: 350, visible: false })
  expect(await read()).toEqual(['Hangs out', 'Of a component'])
})

test('a source on a page that is not open is read too', async () => {
  text(poster, 'Sale', 20, 20)
  build.person(document).setCurrentPage(build.addPage(document, 'Other'))
  expect(await read()).toEqual(['Sale'])
})

test('no more than 200 layers, and 10,000 characters', async () => {
  for (let at = 0; at < 205; at++) text(poster, `t${String(at)}`, (at % 20) * 29, Math.floor(at / 20) * 30) // oxfmt-ignore
  const texts = await read()
  expect(texts).toHaveLength(200)
  expect(texts).toMatchObject({ 0: 't0', 199: 't199' })
})

test('whole layers as long as there is room, and of the first one what fits', async () => {
  text(poster, 'a'.repeat(6000), 0, 0)
  text(poster, 'b'.repeat(6000), 0, 30)
  expect(await read()).toEqual(['a'.repeat(6000)])
  const other = build.addFrame(document, document.currentPage, { y: 900, width: 300, height: 300 })
  text(other, `${'a'.repeat(9999)}😀${'b'.repeat(9)}`, 0, 0)
  expect(await read(other)).toEqual(['a'.repeat(9999)])
})

test('a source that is gone, or can’t be used, says so', async () => {
  const words = text(poster, 'Sale', 20, 20)
  expect(await read('7:7')).toBe('source-gone: source-gone')
  expect(await read(words)).toEqual(['Sale'])
  expect(await read(document.currentPage)).toBe('source-unusable: not-a-layer')
})

test('a hidden source is read as if it was seen: the original of a swap is hidden', async () => {
  const words = text(poster, 'Sale', 20, 20)
  build.person(document).set(poster, { visible: false })
  expect(await read()).toEqual(['Sale'])
  build.person(document).set(poster, { visible: true })
  build.person(document).set(words, { visible: false })
  expect(await read(words)).toEqual(['Sale'])
  expect(await read()).toEqual([])
})
