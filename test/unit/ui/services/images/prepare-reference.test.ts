import { createCanvas, loadImage } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import type { Pixels } from '../../../../../ui/services/images/image-codec.ts'
import { withWebp, webpIn } from '../../../../../ui/services/images/carried-webp.ts'
import { prepareReference, sentOf } from '../../../../../ui/services/images/prepare-reference.ts'
import { sniff } from '../../../../../contract/images/image-type.ts'
import { grainyPhoto } from '../../../../grainy-photo.ts'
import { seeded } from '../../../../seeded.ts'
import { nodePixels } from '../../../../sandbox/support/node-pixels.ts'

const size = { width: 640, height: 480 }
const most = 7_400_000

async function alphaAt(bytes: Uint8Array, x: number, y: number): Promise<number | undefined> {
  const canvas = createCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  context.drawImage(await loadImage(bytes), 0, 0)
  return context.getImageData(x, y, 1, 1).data[3]
}

/** Strokes of letters, as a font would draw them: a machine without fonts has words too. */
const alphabet = Array.from({ length: 26 }, (_, letter) => {
  const random = seeded(letter + 1)
  return Array.from({ length: 4 }, () => [random() * 8, random() * 12] as const)
})

/** A page full of words on flat colour, with rounded corners. */
function words(): Buffer {
  const canvas = createCanvas(1600, 1200)
  const context = canvas.getContext('2d')
  context.beginPath()
  context.roundRect(0, 0, 1600, 1200, 40)
  context.clip()
  context.fillStyle = '#fff'
  context.fillRect(0, 0, 1600, 1200)
  context.strokeStyle = '#223'
  context.lineWidth = 1.5
  const random = seeded(17)
  for (let line = 0; line < 60; line++) {
    for (let x = 20; x < 1560; x += random() < 0.15 ? 17.3 : 9.7) {
      const letter = alphabet[Math.floor(random() * alphabet.length)] ?? []
      context.beginPath()
      for (const [right, down] of letter) context.lineTo(x + right, 6 + line * 20 + down)
      context.stroke()
    }
  }
  return canvas.toBuffer('image/png')
}

/** As a browser that writes no WebP. */
const withoutWebp: Pixels = {
  ...nodePixels,
  decode: async (bytes, type) => ({
    ...(await nodePixels.decode(bytes, type)),
    webp: () => Promise.resolve(null),
  }),
}

test('a photograph with round corners is kept as it is, and goes out as a WebP that lets through what it did', async () => {
  const png = await grainyPhoto(size, 60)
  const prepared = await prepareReference(png, nodePixels, most)
  expect(prepared).toMatchObject({ type: 'image/png', ...size })
  const kept = await loadImage(prepared.bytes)
  expect([kept.width, kept.height]).toEqual([640, 480])
  expect(sniff(prepared.bytes)).toMatchObject({ type: 'image/png', end: prepared.bytes.length })

  const sent = sentOf(prepared.bytes, prepared.type)
  expect(sent.type).toBe('image/webp')
  expect(sniff(sent.bytes)).toMatchObject({ type: 'image/webp', size })
  expect(sent.bytes.byteLength * 3).toBeLessThan(png.byteLength)
  expect([await alphaAt(sent.bytes, 1, 1), await alphaAt(sent.bytes, 320, 240)]).toEqual([0, 255])
})

test('the same picture is always sent as the same bytes', async () => {
  const png = await grainyPhoto(size, 60)
  const [one, two] = await Promise.all(
    [png, png].map((each) => prepareReference(each, nodePixels, most)),
  )
  expect(Buffer.from(one?.bytes ?? []).equals(two?.bytes ?? Buffer.of())).toBe(true)
})

test('words on flat colour go out as the PNG that was exported', async () => {
  const png = words()
  expect(png.byteLength).toBeGreaterThan(250_000)
  const prepared = await prepareReference(png, nodePixels, most)
  // Not by `toBe`: where it fails, it would print a million numbers.
  expect(prepared.bytes === png).toBe(true)
  const sent = sentOf(png, 'image/png')
  expect([sent.type, sent.bytes === png]).toEqual(['image/png', true])
})

test('where the browser writes no WebP, a photograph goes out as before', async () => {
  const clear = await grainyPhoto(size, 60)
  expect((await prepareReference(clear, withoutWebp, most)).bytes === clear).toBe(true)
  const solid = await prepareReference(await grainyPhoto(size, 0), withoutWebp, most)
  expect(solid.type).toBe('image/jpeg')
})

test('what is kept and what is sent both fit, however large the picture', async () => {
  const png = await grainyPhoto(size, 60)
  const prepared = await prepareReference(png, nodePixels, 200_000)
  const sent = sentOf(prepared.bytes, prepared.type)
  expect(sent.type).toBe('image/webp')
  expect(sent.bytes.byteLength).toBeLessThanOrEqual(200_000)
  expect(prepared.bytes.byteLength - sent.bytes.byteLength).toBeLessThanOrEqual(200_012)
})

test('a WebP that was damaged, cut off, or never there is not sent', async () => {
  const png = await grainyPhoto({ width: 8, height: 8 }, 2)
  const webp = Uint8Array.of(1, 2, 3, 4, 5)
  const whole = withWebp(png, webp)
  expect(webpIn(whole)).toEqual(webp)
  expect(webpIn(png)).toBeNull()
  const damaged = whole.slice()
  damaged[whole.length - 12 - 6] = 9
  expect(webpIn(damaged)).toBeNull()
  for (let length = 0; length < whole.length - 12; length++) {
    expect(webpIn(whole.subarray(0, length))).toBeNull()
  }
})
