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

const box = { x: 40, y: 30, width: 120, height: 80 }

/** What `captureLayer` answers, and the size of its picture. */
async function captured(layer: string) {
  const { said } = await inFigma(
    document,
    ['selection/capture'],
    `say(await plugin.captureLayer(figma, '${layer}')
      .catch((e) => ({ failed: e.code + ': ' + e.message })))`,
  )
  const { bytes, ...rest } = said[0] as { bytes?: Uint8Array }
  if (bytes === undefined) return rest
  const { width, height } = await loadImage(Buffer.from(bytes))
  return { ...rest, picture: [width, height] }
}

test('an upright layer is its picture', async () => {
  const words = build.addText(document, page, { characters: 'Sale', fontSize: 40 })
  const { width, height } = document.node(words).props
  expect(await captured(words)).toMatchObject({ turned: null, size: { width, height } })
  expect(await captured(build.addEllipse(document, page, box))).toEqual({
    bounds: box,
    size: { width: 120, height: 80 },
    turned: null,
    picture: [240, 160],
  })
})

test('a turned one is told with how it stands, whatever of it is turned', async () => {
  const frame = build.addFrame(document, page, { width: 500, height: 500, rotation: -90 })
  const layer = build.addRectangle(document, frame, { ...box, rotation: 0 })
  const close = (number: number) => expect.closeTo(number) as number
  expect(await captured(layer)).toEqual({
    bounds: { x: close(-110), y: close(40), width: close(80), height: close(120) },
    size: { width: 120, height: 80 },
    turned: [
      [close(0), close(-1), close(-30)],
      [close(1), close(0), close(40)],
    ],
    picture: [160, 240],
  })
})

test('what can’t be swapped is not captured for it', async () => {
  const locked = build.addRectangle(document, page, { ...box, locked: true })
  expect(await captured(locked)).toEqual({ failed: 'layer-refused: locked' })
  expect(await captured('7:7')).toEqual({ failed: 'source-gone: source-gone' })
})

test('any layer has a small picture for the window, hidden or not, and one that is gone has none', async () => {
  const layer = build.addRectangle(document, page, { ...box, locked: true })
  const hidden = build.addRectangle(document, page, { ...box, visible: false })
  const { said } = await inFigma(
    document,
    ['selection/capture'],
    `say(await plugin.thumbnail(figma, '${layer}', 30))
    say(await plugin.thumbnail(figma, '${hidden}', 30))
    say(await plugin.thumbnail(figma, '9:9', 30))`,
  )
  for (const bytes of said.slice(0, 2)) {
    const { width, height } = await loadImage(Buffer.from(bytes as Uint8Array))
    expect([width, height]).toEqual([30, 20])
  }
  expect(said[2]).toBeNull()
})
