import { describe, expect, test } from 'vitest'
import { cpuTimeOf } from '../../../cpu-time.ts'
import { sniff } from '../../../../contract/images/image-type.ts'
import { seeded } from '../../../seeded.ts'
import {
  branded,
  declaring,
  fileOf,
  type FileType,
  flatPng,
  followed,
  gif,
  small,
} from '../../../images/files.ts'

const types: readonly FileType[] = ['png', 'jpeg', 'gif', 'webp', 'avif', 'bmp']
const huge = { width: 16_383, height: 16_382 }

describe.each(types)('a %s', (type) => {
  const file = fileOf(type)

  test('is known by its bytes, with its size', () => {
    expect(sniff(file)).toMatchObject({ type: `image/${type}`, size: small, end: file.length })
  })

  test('has the size that its head declares, however large', () => {
    expect(sniff(declaring(file, type, huge))?.size).toEqual(huge)
  })

  test('is read by where it stands in a larger buffer', () => {
    const within = followed(new Uint8Array(7), file).subarray(7)
    expect(sniff(within)?.size).toEqual(small)
  })
})

test.each(['png', 'jpeg', 'gif', 'webp', 'avif'] as const)(
  'a %s ends where its own parts end, whatever follows',
  (type) => {
    const file = fileOf(type)
    for (const tail of ['\0\0', 'Generated for you\n', 'a'.repeat(4_096)]) {
      // A line of text is no box of an AVIF; for a decoder it is one that is cut off.
      if (type !== 'avif') expect(sniff(followed(file, tail))?.end).toBe(file.length)
      expect(sniff(followed(file, tail))?.size).toEqual(small)
    }
    for (const left of [file.length >> 1, file.length - 20, file.length - 1]) {
      expect(sniff(file.subarray(0, left))?.end).toBeNull()
    }
  },
)

test('a PNG ends at its own last chunk, not at the name of one in its data', () => {
  const file = flatPng(small)
  expect(sniff(followed(file, 'IEND\xae\x42\x60\x82'))?.end).toBe(file.length)
  expect(sniff(followed(file.subarray(0, 50), 'IEND\xae\x42\x60\x82'))?.end).toBeNull()
})

test('a GIF is as large as its screen and its first frame together', () => {
  const frame = { width: 40, height: 30 }
  const file = gif({ width: 10, height: 80 }, frame, { x: 20, y: 5 })
  expect(sniff(file)).toMatchObject({ size: { width: 60, height: 80 }, end: null })
})

describe('a JPEG', () => {
  const file = fileOf('jpeg')
  const [head, rest] = [file.subarray(0, 20), file.subarray(20)]

  test('may have stuffing between its segments; others take it for odd', () => {
    const stuffed = Buffer.concat([head, Buffer.from([0xff, 0xff]), rest])
    expect(sniff(stuffed)).toMatchObject({ size: small, end: stuffed.length })
    const odd = Buffer.concat([head, Buffer.from([1, 0xff, 0, 3]), rest])
    expect(sniff(odd)).toMatchObject({ size: small, end: null })
  })

  test('is not taken by the size or the end of a thumbnail in it', () => {
    const inner = fileOf('jpeg', { width: 8, height: 8 })
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), inner])
    segment.writeUInt16BE(inner.length + 2, 2)
    const both = Buffer.concat([file.subarray(0, 2), segment, file.subarray(2)])
    expect(sniff(both)).toMatchObject({ size: small, end: both.length })
  })

  test.each(['', 'a', 'ab', 'abc', 'abcd'])('may end with the comment "%s"', (words) => {
    const comment = Buffer.from([0xff, 0xfe, 0, 2 + words.length, ...Buffer.from(words)])
    const ended = Buffer.concat([file.subarray(0, -2), comment, file.subarray(-2)])
    expect(sniff(ended)).toMatchObject({ size: small, end: ended.length })
    for (let left = file.length - 2; left < ended.length; left++) {
      expect(sniff(ended.subarray(0, left))?.end).toBeNull()
    }
  })

  test('is heavy where a decoder has to keep it until the last scan', () => {
    expect(sniff(file)?.isHeavy).toBe(false)
    const progressive = Buffer.from(file)
    progressive[progressive.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc2
    expect(sniff(progressive)?.isHeavy).toBe(true)
  })
})

describe('an AVIF', () => {
  const file = fileOf('avif')

  test.each(['mif1', 'msf1', 'miaf', 'xxxx'])('may have %s as its first brand', (brand) => {
    expect(sniff(branded(file, brand))).toMatchObject({ type: 'image/avif', size: small })
  })

  test('of no brand that says so is none', () => {
    const other = Buffer.from(
      Buffer.from(file).toString('latin1').replaceAll('avif', 'heic'),
      'latin1',
    )
    expect(sniff(other)).toBeNull()
  })

  test('is as large as the stream in it, though its boxes say less', () => {
    const less = declaring(file, 'avif', { width: 8, height: 8 })
    expect(sniff(less)?.size).toEqual(small)
  })
})

test('what is no picture is none', () => {
  const html = new TextEncoder().encode('<!doctype html><title>Sorry</title>'.padEnd(200))
  expect(sniff(html)).toBeNull()
  expect(sniff(new Uint8Array())).toBeNull()
  expect(sniff(fileOf('png').subarray(0, 12))).toBeNull()
})

test('a WebP of the plain and of the lossless kind has its size too', () => {
  const chunkOf = (name: string, head: readonly number[]) => {
    const file = Buffer.alloc(40)
    file.write('RIFF\x20\0\0\0WEBP', 'latin1')
    file.write(name, 12, 'latin1')
    file.set(head, 20)
    return file
  }
  const plain = chunkOf('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, 0xff, 0x3f, 43, 0x80])
  expect(sniff(plain)?.size).toEqual({ width: 16_383, height: 43 })
  const lossless = chunkOf('VP8L', [0x2f, 60, 0x80, 0x0a, 0])
  expect(sniff(lossless)?.size).toEqual({ width: 61, height: 43 })
})

test('whatever the bytes are, looking at them does not throw', () => {
  const random = seeded(12)
  const at = (length: number) => Math.floor(random() * length)
  const files = types.map((type) => fileOf(type, { width: 16, height: 8 }))
  for (let round = 0; round < 3_000; round++) {
    const file = Buffer.from(files[round % files.length] ?? [])
    for (let count = at(12); count >= 0; count--) file[at(file.length)] = at(256)
    const cut = file.subarray(0, at(file.length * 2))
    expect(() => sniff(cut)).not.toThrow()
  }
})

test('files that lead a reader round in circles are left soon', () => {
  const boxes = Buffer.alloc(800_000, Buffer.from('\0\0\0\0moov', 'latin1'))
  const zeros = Buffer.alloc(2_000_000)
  const starts = [fileOf('avif'), fileOf('gif').subarray(0, 25), fileOf('png').subarray(0, 33)]
  // Each of 60,000 items is said to be all of the file.
  const items = Buffer.alloc(16 + 60_000 * 6)
  items.writeUInt32BE(items.length, 0)
  items.write('iloc', 4, 'latin1')
  items.writeUInt16BE(60_000, 14)
  for (let item = 0; item < 60_000; item++) items.writeUInt16BE(1, 16 + item * 6 + 4)
  const meta = Buffer.from('\0\0\0\0meta\0\0\0\0', 'latin1')
  meta.writeUInt32BE(meta.length + items.length, 0)
  for (const start of starts) {
    for (const tail of [boxes, zeros, Buffer.concat([meta, items])]) {
      expect(cpuTimeOf(() => sniff(followed(start, tail)))).toBeLessThan(2_000)
    }
  }
})

describe('an AVIF of few bytes that declares very much', () => {
  const start = fileOf('avif')

  function box(type: string, content: Uint8Array): Buffer {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(head.length + content.length)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, content])
  }

  /** Of an `iloc` of the first version, whose bases have 4 bytes and whose extents have none. */
  function located(items: readonly { base: number; extents: number }[]): Buffer {
    const content = Buffer.alloc(8 + items.length * 10)
    content[5] = 0x40
    content.writeUInt16BE(items.length, 6)
    for (const [index, { base, extents }] of items.entries()) {
      content.writeUInt32BE(base, 8 + index * 10 + 4)
      content.writeUInt16BE(extents, 8 + index * 10 + 8)
    }
    return box('meta', Buffer.concat([Buffer.alloc(4), box('iloc', content)]))
  }

  /** Looks at the file for at most two seconds; its size stays unknown. */
  function leftSoon(file: Uint8Array): void {
    const time = cpuTimeOf(() => {
      expect(sniff(file)).toMatchObject({ type: 'image/avif', size: null })
    })
    expect(time).toBeLessThan(2_000)
  }

  test('extents that take no bytes', () => {
    const items = Array.from({ length: 200 }, () => ({ base: 0, extents: 65_535 }))
    leftSoon(followed(start, located(items)))
  })

  test('items, more than a function takes arguments', () => {
    const content = Buffer.alloc(8 + 400_000 * 8)
    content[0] = 2
    content.writeUInt32BE(400_000, 6)
    const meta = box('meta', Buffer.concat([Buffer.alloc(4), box('iloc', content)]))
    leftSoon(followed(start, meta))
  })

  test('tracks', () => {
    const samples = box('stco', Buffer.alloc(16, 0xff))
    leftSoon(followed(start, box('stbl', Buffer.alloc(12_000 * samples.length, samples))))
  })

  test('sequence headers, each with all points of operation', () => {
    const stream = Buffer.alloc(4_000_000, Buffer.from([0x0a, 2, 0x01, 0xf0]))
    const base = start.length + located([{ base: 0, extents: 1 }]).length + 8
    leftSoon(followed(start, Buffer.concat([located([{ base, extents: 1 }]), box('mdat', stream)])))
  })
})
