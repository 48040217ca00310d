import { crc32, deflateSync } from 'node:zlib'
import { createCanvas } from '@napi-rs/canvas'
import type { Size } from '../../contract/model/geometry.ts'

/** Picture files as encoders write them, and as nobody should: for tests of what is taken. */

const ascii = (text: string) => Buffer.from(text, 'latin1')
const short = (value: number) => [value & 255, value >> 8]

/** Blocks of many colours, and a frame that is not a multiple of 8 or 16. */
export function painted({ width, height }: Size) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  for (let index = 0; index < 60; index++) {
    context.fillStyle = `hsl(${String((index * 47) % 360)} 70% ${String(20 + index)}%)`
    context.fillRect((index * 13) % width, (index * 7) % height, width / 3, height / 4)
  }
  return canvas
}

export const small: Size = { width: 61, height: 43 }

export type FileType = 'png' | 'jpeg' | 'webp' | 'avif' | 'gif' | 'bmp'

/** One small whole file of each format that Chromium decodes. */
export function fileOf(type: FileType, size: Size = small): Uint8Array {
  switch (type) {
    case 'gif':
      return gif(size, size)
    case 'bmp':
      return bmp(size)
    case 'png':
      return painted(size).toBuffer('image/png')
    case 'jpeg':
      return painted(size).toBuffer('image/jpeg')
    case 'webp':
      return painted(size).toBuffer('image/webp')
    case 'avif':
      return painted(size).toBuffer('image/avif')
  }
}

export function chunk(name: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([ascii(name), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** A PNG of one grey, as small as a PNG of its size can be: 16,384 × 16,384 in 32 kB with one bit each. */
export function flatPng({ width, height }: Size, extra: readonly Uint8Array[] = []): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}

/** A GIF of four colours that are not packed: codes of three bits, started again after every two. */
export function gif(screen: Size, frame: Size, at = { x: 0, y: 0 }): Uint8Array {
  const bits: number[] = []
  const put = (code: number) => bits.push(code & 1, (code >> 1) & 1, (code >> 2) & 1)
  for (let pixel = 0; pixel < frame.width * frame.height; pixel++) {
    if (pixel % 2 === 0) put(4)
    put(pixel % 4)
  }
  put(5)
  const data = Buffer.alloc(Math.ceil(bits.length / 8))
  for (const [index, bit] of bits.entries()) {
    data[index >> 3] = (data[index >> 3] ?? 0) | (bit << (index & 7))
  }
  const blocks: number[] = []
  for (let from = 0; from < data.length; from += 255) {
    const block = data.subarray(from, from + 255)
    blocks.push(block.length, ...block)
  }
  return Buffer.concat([
    ascii('GIF89a'),
    Buffer.from([...short(screen.width), ...short(screen.height), 0x81, 0, 0]),
    Buffer.from([0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255]),
    Buffer.from([0x2c, ...short(at.x), ...short(at.y)]),
    Buffer.from([...short(frame.width), ...short(frame.height), 0, 2]),
    Buffer.from([...blocks, 0, 0x3b]),
  ])
}

function bmp({ width, height }: Size): Uint8Array {
  const row = (width * 3 + 3) & ~3
  const file = Buffer.alloc(54 + row * height, 0x5a)
  file.fill(0, 2, 54)
  file.write('BM', 'latin1')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(width, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(24, 28)
  return file
}

/** The same file with the size that its head declares replaced; its pixels stay as they are. */
export function declaring(file: Uint8Array, type: FileType, { width, height }: Size): Uint8Array {
  const changed = Buffer.from(file)
  const sof = changed.indexOf(Buffer.from([0xff, 0xc0]))
  switch (type) {
    case 'png':
      changed.writeUInt32BE(width, 16)
      changed.writeUInt32BE(height, 20)
      changed.writeUInt32BE(crc32(changed.subarray(12, 29)), 29)
      return changed
    case 'jpeg':
      changed.writeUInt16BE(height, sof + 5)
      changed.writeUInt16BE(width, sof + 7)
      return changed
    case 'gif':
      changed.writeUInt16LE(width, 6)
      changed.writeUInt16LE(height, 8)
      return changed
    case 'bmp':
      changed.writeInt32LE(width, 18)
      changed.writeInt32LE(height, 22)
      return changed
    case 'avif': {
      const at = changed.indexOf('ispe') + 8
      changed.writeUInt32BE(width, at)
      changed.writeUInt32BE(height, at + 4)
      return changed
    }
    case 'webp':
      // The canvas of the extended kind, which the encoder here writes.
      changed.writeUIntLE(width - 1, 24, 3)
      changed.writeUIntLE(height - 1, 27, 3)
      return changed
  }
}

/** The same file with bytes after its end. */
export function followed(file: Uint8Array, tail: Uint8Array | string): Uint8Array {
  return new Uint8Array(Buffer.concat([file, typeof tail === 'string' ? ascii(tail) : tail]))
}

/** The same AVIF with another brand first; `avif` stays among those that it is compatible with. */
export function branded(avif: Uint8Array, brand: string): Uint8Array {
  const changed = Buffer.from(avif)
  changed.write(brand, 8, 'latin1')
  return changed
}
