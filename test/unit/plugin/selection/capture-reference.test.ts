import { loadImage } from '@napi-rs/canvas'
import { beforeEach, expect, test } from 'vitest'
import * as build from '../../../host/builders.ts'
import type { HostDocument } from '../../../host/document/document.ts'
import { inFigma } from '../in-figma.ts'

let document: HostDocument
let page: string
beforeEach(() => {
  document = build.createDocument()
  page = document.currentPage
})

async function capture(id: string, longEdge = 100): Promise<unknown> {
  const { said, run } = await inFigma(
    document,
    ['selection/capture-reference'],
    `say(await plugin.captureReference(figma, '${id}', ${String(longEdge)})
      .catch((e) => e.code + ': ' + e.message))`,
  )
  const [bytes] = said
  if (!(bytes instanceof Uint8Array)) return bytes
  expect(run.exports).toMatchObject([{ format: 'PNG' }])
  const { width, height } = await loadImage(Buffer.from(bytes))
  return [width, height]
}

const box = { x: 10, y: 10, width: 400, height: 100 }

test('any layer that shows something is a reference, its long edge as asked for', async () => {
  const component = build.addComponent(document, page, { ...box, fills: [build.solid('#112233')] })
  const section = build.addSection(document, page, { y: 900, width: 100, height: 400 })
  const layers = [
    build.addFrame(document, page, box),
    component,
    build.addInstance(document, page, component, { x: 700 }),
    build.addRectangle(document, page, box),
    build.addEllipse(document, page, box),
    build.addVector(document, page, { ...box, fills: [build.solid('#112233')] }),
    build.addGroup(document, page, [build.addRectangle(document, page, box)]),
  ]
  for (const layer of layers) expect(await capture(layer)).toEqual([100, 25])
  expect(await capture(section)).toEqual([25, 100])
  const text = build.addText(document, page, { characters: 'Logo', fontSize: 100 })
  expect(await capture(text)).toMatchObject({ 0: 100 })
})

test('a shadow does not change the shape, and small layers are enlarged twice at the most', async () => {
  const logo = build.addRectangle(document, page, {
    width: 20,
    height: 10,
    effects: [
      {
        type: 'DROP_SHADOW',
        color: { r: 0, g: 0, b: 0, a: 1 },
        offset: { x: 0, y: 10 },
        radius: 10,
        visible: true,
        blendMode: 'NORMAL',
      },
    ],
  })
  expect(await capture(logo, 2048)).toEqual([40, 20])
})

test('a line has no area, and is taken as it is seen', async () => {
  const line = build.addLine(document, page, { width: 50, height: 0, strokeWeight: 10 })
  expect(await capture(line, 30)).toMatchObject({ 0: 30 })
})

test('a layer of a page that is not open', async () => {
  const logo = build.addRectangle(document, page, box)
  build.person(document).setCurrentPage(build.addPage(document, 'Other'))
  expect(await capture(logo)).toEqual([100, 25])
})

test('what shows nothing says so', async () => {
  expect(await capture('7:7')).toBe('source-gone: source-gone')
  expect(await capture(page)).toBe('source-unusable: not-a-layer')
  const logo = build.addRectangle(document, page, { ...box, fills: [] })
  expect(await capture(logo)).toBe('source-unusable: empty')
  const frame = build.addFrame(document, page, { ...box, visible: false })
  expect(await capture(build.addRectangle(document, frame, box))).toBe('source-unusable: hidden')
})
