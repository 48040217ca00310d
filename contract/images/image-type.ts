import { readAvif } from './avif.ts'
import { type Read, type Sniffed, isSame, says, union } from './image-header.ts'
import { readJpeg } from './jpeg.ts'

/**
 * Reads a picture's format, size and end from its bytes, never from its name or its headers. Null for
 * anything else, such as HTML pages and empty answers. Only the decoder decides whether it can be decoded.
 */
export function sniff(bytes: Uint8Array): Sniffed | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (const read of [readPng, readJpeg, readGif, readWebp, readAvif, readBmp]) {
    const found = read(view)
    if (found !== null) return found
  }
  return null
}

/** PNG, https://www.w3.org/TR/png-3/#5PNG-file-signature: IHDR is always first, IEND always last. */
const readPng: Read = (view) => {
  if (view.byteLength < 33 || view.getUint32(0) !== 0x89504e47 || !says(view, 12, 'IHDR')) {
    return null
  }
  const size = { width: view.getUint32(16), height: view.getUint32(20) }
  return { type: 'image/png', size, end: endOfPng(view), isHeavy: false }
}

/** Each chunk consists of its length, its name, its data and a checksum. */
function endOfPng(view: DataView): number | null {
  for (let at = 8; at + 12 <= view.byteLength;) {
    const next = at + 12 + view.getUint32(at)
    if (says(view, at + 4, 'IEND')) return next <= view.byteLength ? next : null
    at = next
  }
  return null
}

/**
 * GIF89a, https://www.w3.org/Graphics/GIF/spec-gif89a.txt: a screen, then blocks. Some decoders enlarge the
 * screen for a first frame that exceeds it, so such a file counts as irregular.
 */
const readGif: Read = (view) => {
  if (view.byteLength < 13 || !says(view, 0, 'GIF8')) return null
  const short = (at: number) => view.getUint16(at, true)
  const screen = { width: short(6), height: short(8) }
  let size = screen
  let end: number | null = null
  let hasFrame = false
  for (let at = 13 + coloursIn(view.getUint8(10)); at < view.byteLength;) {
    const block = view.getUint8(at)
    if (block === 0x21) at = afterBlocks(view, at + 2)
    else if (block === 0x2c && at + 10 <= view.byteLength) {
      if (!hasFrame) {
        const [right, bottom] = [short(at + 1) + short(at + 5), short(at + 3) + short(at + 7)]
        size = union(screen, { width: right, height: bottom })
      }
      hasFrame = true
      at = afterBlocks(view, at + 11 + coloursIn(view.getUint8(at + 9)))
    } else {
      if (block === 0x3b && hasFrame && isSame(size, screen)) end = at + 1
      break
    }
  }
  return { type: 'image/gif', size, end, isHeavy: false }
}

/** Bytes of a colour table, from the flags before it. */
function coloursIn(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1)
}

/** Data comes in blocks of up to 255 bytes, each after its length; a block of length 0 is the last. */
function afterBlocks(view: DataView, from: number): number {
  let at = from
  while (at < view.byteLength) {
    const length = view.getUint8(at)
    at += 1 + length
    if (length === 0) return at
  }
  return view.byteLength
}

/** WebP, RFC 9649: a RIFF file that gives its own length; its first chunk gives the size. */
const readWebp: Read = (view) => {
  if (view.byteLength < 30 || !says(view, 0, 'RIFF') || !says(view, 8, 'WEBP')) return null
  const end = view.getUint32(4, true) + 8
  return {
    type: 'image/webp',
    size: sizeOfWebp(view),
    end: end <= view.byteLength ? end : null,
    isHeavy: false,
  }
}

function sizeOfWebp(view: DataView): Sniffed['size'] {
  if (says(view, 12, 'VP8 ')) {
    return {
      width: view.getUint16(26, true) & 0x3fff,
      height: view.getUint16(28, true) & 0x3fff,
    }
  }
  if (says(view, 12, 'VP8L')) {
    const both = view.getUint32(21, true)
    return { width: (both & 0x3fff) + 1, height: ((both >>> 14) & 0x3fff) + 1 }
  }
  if (!says(view, 12, 'VP8X')) return null
  return {
    width: (view.getUint32(24, true) & 0xffffff) + 1,
    height: (view.getUint32(26, true) >>> 8) + 1,
  }
}

/** BMP, https://learn.microsoft.com/windows/win32/gdi/bitmap-storage: two kinds of header. */
const readBmp: Read = (view) => {
  if (view.byteLength < 26 || !says(view, 0, 'BM')) return null
  const size =
    view.getUint32(14, true) === 12
      ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
      : { width: view.getUint32(18, true), height: Math.abs(view.getInt32(22, true)) }
  return { type: 'image/bmp', size, end: view.byteLength, isHeavy: true }
}
