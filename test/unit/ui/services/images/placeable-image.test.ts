import { loadImage } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import type { Size } from '../../../../../contract/model/geometry.ts'
import {
  BrokenPictureError,
  makePlaceable,
  TooManyPixelsError,
} from '../../../../../ui/services/images/placeable-image.ts'
import type { Pixels } from '../../../../../ui/services/images/image-codec.ts'
import { nodePixels } from '../../../../sandbox/support/node-pixels.ts'
import {
  branded,
  chunk,
  declaring,
  fileOf,
  type FileType,
  flatPng,
  followed,
  small,
} from '../../../../images/files.ts'

/** Decoding that must not happen. */
const noPixels: Pixels = {
  decode: () => Promise.reject(new Error('It was decoded')),
  dataUri: () => Promise.reject(new Error('It was read')),
}

/** A decoder that makes a picture of this size of anything, and how large it was written. */
function pixelsOf(size: Size) {
  const written: (Size | undefined)[] = []
  const pixels: Pixels = {
    ...noPixels,
    decode: () =>
      Promise.resolve({
        ...size,
        isTransparent: () => false,
        webp: () => Promise.resolve(null),
        encode: (_, to) => {
          written.push(to)
          return Promise.resolve(new Uint8Array([9]))
        },
        transformed: () => Promise.resolve(new Uint8Array()),
        raster: () => new Uint8ClampedArray(),
        close() {},
      }),
  }
  return { pixels, written }
}

describe('what Figma takes', () => {
  test.each(['png', 'jpeg', 'gif'] as const)('a %s goes to it as it is', async (type) => {
    const file = fileOf(type)
    expect(await makePlaceable(file, nodePixels)).toEqual({ bytes: file, size: small })
  })

  test.each(['png', 'jpeg', 'gif'] as const)(
    'a %s goes to it without what follows its end',
    async (type) => {
      const file = fileOf(type)
      for (const tail of ['\0\0', 'Made with care\n', 'a'.repeat(4_096)]) {
        const { bytes } = await makePlaceable(followed(file, tail), nodePixels)
        expect(Buffer.from(bytes).equals(file)).toBe(true)
        expect(bytes.buffer.byteLength).toBe(bytes.byteLength)
      }
    },
  )
})

test('does not decode an intact PNG of the expected size', async () => {
  const file = fileOf('png')
  expect(await makePlaceable(file, noPixels, () => true)).toEqual({ bytes: file, size: small })
})

test.each([
  ['of another size than expected', (file: Uint8Array) => file, false],
  ['with one wrong bit', (file: Uint8Array) => file.with(file.length >> 1, 7), true],
  ['with bytes after its end', (file: Uint8Array) => followed(file, '0'), true],
  ['that is to be turned', () => flatPng(small, [chunk('eXIf', new Uint8Array(8))]), true],
  ['without pixels', withoutPixels, true],
])('decodes a PNG %s', async (_, change, isExpected) => {
  const placed = makePlaceable(change(fileOf('png')), noPixels, () => isExpected)
  await expect(placed).rejects.toBeInstanceOf(BrokenPictureError)
})

/** IHDR and IEND alone. */
function withoutPixels(file: Uint8Array): Uint8Array {
  return followed(file.subarray(0, 33), file.subarray(-12))
}

test.each(['webp', 'avif'] as const)('a %s is written again as PNG', async (type) => {
  const { bytes, size } = await makePlaceable(fileOf(type), nodePixels)
  expect(size).toEqual(small)
  const { width, height } = await loadImage(bytes)
  expect({ width, height }).toEqual(small)
})

test('an AVIF of another first brand is a picture', async () => {
  const { size } = await makePlaceable(branded(fileOf('avif'), 'mif1'), nodePixels)
  expect(size).toEqual(small)
})

test('what is decoded, but whose end or size is odd, is written again', async () => {
  const png = fileOf('png')
  const { pixels } = pixelsOf(small)
  const whole = await makePlaceable(png, pixels)
  expect(whole.bytes).toBe(png)
  const odd = await makePlaceable(png.subarray(0, png.length - 2), pixels)
  expect(odd.bytes).toEqual(new Uint8Array([9]))
  const other = await makePlaceable(fileOf('jpeg'), pixelsOf({ width: 43, height: 61 }).pixels)
  expect(other).toEqual({ bytes: new Uint8Array([9]), size: { width: 43, height: 61 } })
})

test.each(['png', 'jpeg', 'gif', 'webp', 'avif'] as const)(
  'a %s that is cut off is refused',
  async (type) => {
    const file = fileOf(type)
    for (const left of [file.length >> 1, file.length - 30]) {
      await expect(makePlaceable(file.subarray(0, left), nodePixels)).rejects.toBeInstanceOf(
        BrokenPictureError,
      )
    }
  },
)

test.each<FileType>(['png', 'jpeg', 'gif', 'webp', 'avif', 'bmp'])(
  'a %s that declares 16,384 × 16,384 is not decoded, and its size is told',
  async (type) => {
    const size = { width: 16_384, height: 16_384 }
    const bomb = declaring(fileOf(type), type, size)
    const failure = await makePlaceable(bomb, noPixels).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TooManyPixelsError)
    expect(failure).toHaveProperty('size', size)
  },
)

test.each([
  [
    { width: 4608, height: 4608 },
    { width: 2295, height: 2295 },
  ],
  [
    { width: 4608, height: 3456 },
    { width: 3464, height: 2598 },
  ],
  [
    { width: 8192, height: 1024 },
    { width: 4096, height: 512 },
  ],
  [
    { width: 20_000, height: 2 },
    { width: 4096, height: 1 },
  ],
])('a PNG of %o is scaled down to %o', async (size, to) => {
  const { pixels, written } = pixelsOf(size)
  const placed = await makePlaceable(declaring(fileOf('png'), 'png', size), pixels)
  expect(placed.size).toEqual(size)
  expect(written).toEqual([to])
})
