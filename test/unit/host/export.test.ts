import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import * as build from '../../host/builders.ts'
import { exportNode } from '../../host/export.ts'
import type { HostDocument } from '../../host/document/document.ts'
import { env, tryCode } from './sample.ts'

const render = async (document: HostDocument, id: string, settings?: unknown) => {
  const { bytes } = await exportNode(document, env, id, settings)
  const image = await loadImage(Buffer.from(bytes))
  const pen = createCanvas(image.width, image.height).getContext('2d')
  pen.drawImage(image, 0, 0)
  const at = (x: number, y: number) => [...pen.getImageData(x, y, 1, 1).data]
  return { width: image.width, height: image.height, at, bytes }
}

const red = [255, 0, 0, 255]
const blue = [0, 0, 255, 255]
const clear = [0, 0, 0, 0]

/** Left half red, right half blue. */
const halves = (): Uint8Array => {
  const canvas = createCanvas(40, 20)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#f00'
  pen.fillRect(0, 0, 20, 20)
  pen.fillStyle = '#00f'
  pen.fillRect(20, 0, 20, 20)
  return new Uint8Array(canvas.encodeSync('png'))
}

const start = () => {
  const document = build.createDocument()
  return { document, page: document.currentPage }
}

test('constraints give the size', async () => {
  const { document, page } = start()
  const id = build.addFrame(document, page, { x: 500, y: -30, width: 200, height: 100 })
  const size = async (settings: unknown) => {
    const { width, height } = await render(document, id, settings)
    return [width, height]
  }
  expect(await size(undefined)).toEqual([200, 100])
  const of = (type: string, value: number) => ({ format: 'PNG', constraint: { type, value } })
  expect(await size(of('SCALE', 2))).toEqual([400, 200])
  expect(await size(of('WIDTH', 50))).toEqual([50, 25])
  expect(await size(of('HEIGHT', 50))).toEqual([100, 50])
  expect((await render(document, id, { format: 'JPG' })).bytes[0]).toBe(0xff)
})

test('shadows widen the picture unless absolute bounds are asked for', async () => {
  const { document, page } = start()
  const id = build.addFrame(document, page, {
    width: 100,
    height: 100,
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
  const free = await render(document, id)
  expect(free.width).toBe(140)
  expect(free.at(70, 125)[3]).toBeGreaterThan(20)
  const tight = await render(document, id, { format: 'PNG', useAbsoluteBounds: true })
  expect([tight.width, tight.height]).toEqual([100, 100])
})

test('nothing visible is refused', async () => {
  const { document, page } = start()
  const hidden = build.addFrame(document, page, { visible: false })
  const bare = build.addFrame(document, page, { fills: [] })
  for (const id of [hidden, bare]) {
    await expect(exportNode(document, env, id, undefined)).rejects.toThrow(
      'This node may not have any visible layers',
    )
  }
})

test('fills, nesting, clipping, opacity, rotation, corners', async () => {
  const { document, page } = start()
  const frame = build.addFrame(document, page, {
    x: 10,
    y: 10,
    width: 100,
    height: 100,
    fills: [build.solid('#ff0000')],
    cornerRadius: 30,
  })
  build.addRectangle(document, frame, {
    x: 80,
    y: 40,
    width: 60,
    height: 20,
    fills: [build.solid('#0000ff')],
  })
  build.addRectangle(document, frame, {
    x: 40,
    y: 80,
    width: 20,
    height: 10,
    opacity: 0.5,
    fills: [build.solid('#0000ff')],
  })
  build.addRectangle(document, frame, {
    x: 50,
    y: 50,
    width: 30,
    height: 4,
    rotation: 90,
    fills: [build.solid('#00ff00')],
  })
  const { width, at } = await render(document, frame)
  expect(width).toBe(100)
  expect(at(1, 1)).toEqual(clear)
  expect(at(50, 10)).toEqual(red)
  expect(at(95, 50)).toEqual(blue)
  expect(at(50, 85)[0]).toBeCloseTo(128, -1)
  expect(at(50, 85)[2]).toBeCloseTo(128, -1)
  expect(at(52, 30)).toEqual([0, 255, 0, 255])
})

test('pictures: FILL crops, FIT leaves bars, CROP takes its transform', async () => {
  const { document, page } = start()
  const box = { width: 20, height: 20 }
  const fill = build.addImageRect(document, page, halves(), box)
  const imageHash = document.images.hashes()[0] ?? ''
  const middle = await render(document, fill)
  expect([middle.at(2, 10), middle.at(17, 10)]).toEqual([red, blue])
  const fit = build.addRectangle(document, page, {
    ...box,
    fills: [{ type: 'IMAGE', imageHash, scaleMode: 'FIT' }],
  })
  const bars = await render(document, fit)
  expect([bars.at(10, 2), bars.at(2, 10)]).toEqual([clear, red])
  const crop = build.addRectangle(document, page, {
    ...box,
    fills: [
      // the right half of the picture: u = 0.5 + x / 2
      { type: 'IMAGE', imageHash, scaleMode: 'CROP', imageTransform: [[0.5, 0, 0.5], [0, 1, 0]] }, // oxfmt-ignore
    ],
  })
  const right = await render(document, crop)
  expect([right.at(2, 10), right.at(17, 10)]).toEqual([blue, blue])
})

test('gradients run the way their transform says; text leaves ink; groups stand still', async () => {
  const { document, page } = start()
  const id = build.addFrame(document, page, {
    width: 100,
    height: 100,
    fills: [build.gradient('#ff0000', '#0000ff')],
  })
  const { at } = await render(document, id)
  expect(at(50, 2)[0]).toBeGreaterThan(230)
  expect(at(50, 97)[2]).toBeGreaterThan(230)
  const text = build.addText(document, page, { characters: 'Hello', fontSize: 40 })
  const ink = await render(document, text, { format: 'PNG', useAbsoluteBounds: true })
  const dark = Array.from({ length: ink.width }, (_, x) => ink.at(x, 24)[3] ?? 0)
  expect(Math.max(...dark)).toBeGreaterThan(200)
  const inner = build.addRectangle(document, page, { x: 300, y: 0, width: 10, height: 10 })
  const group = build.addGroup(document, page, [inner])
  expect((await render(document, group)).width).toBe(10)
})

test('the plugin gets bytes, and the run keeps a log', async () => {
  const { said, run } = await tryCode(`
    const frame = figma.createFrame()
    const bytes = await frame.exportAsync({ format: 'PNG', constraint: { type: 'WIDTH', value: 10 } })
    say([bytes instanceof Uint8Array, figma.createImage(bytes).hash.length])
    frame.visible = false
    say(await attemptAsync(() => frame.exportAsync()))`)
  expect(said[0]).toEqual([true, 40])
  expect(said[1]).toContain('may not have any visible layers')
  expect(run.exports).toMatchObject([
    { format: 'PNG', constraint: { type: 'WIDTH', value: 10 }, width: 10, height: 10 },
  ])
})
