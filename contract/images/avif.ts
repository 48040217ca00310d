import type { Size } from '../model/geometry.ts'
import { inOne } from './concat-bytes.ts'
import { sizeOfAv1 } from './av1.ts'
import { type Read, isSame, noSize, says, union } from './image-header.ts'

interface Box {
  readonly type: string
  /** Where its content begins and ends. */
  readonly from: number
  readonly to: number
}

interface Extent {
  readonly offset: number
  /** 0 for everything that follows. */
  readonly length: number
}

interface Item {
  /** Whether offsets count from the content of the box `idat`, not from the start of the file. */
  readonly inIdat: boolean
  readonly extents: readonly Extent[]
}

/** What the boxes contain. */
interface Found {
  size: Size
  readonly items: Item[]
  idat: number
  /** As in `Budget`. */
  left: number
}

/** Boxes that contain others, and the number of bytes before those. */
const containers: ReadonlyMap<string, number> = new Map([
  ['meta', 4],
  ['iprp', 0],
  ['ipco', 0],
  ['moov', 0],
  ['trak', 0],
  ['mdia', 0],
  ['minf', 0],
  ['stbl', 0],
])
/** No real file nests boxes deeper. */
const deepest = 8
/** Limit of the bytes searched, in lengths of the file: overlapping extents would never end. */
const mostLooks = 4
/** No real file has more items, extents and sequence headers together: a few bytes can declare billions. */
const mostParts = 10_000

/**
 * AVIF, https://aomediacodec.github.io/av1-avif/, in the boxes of ISO/IEC 14496-12 and 23008-12. Its size
 * is the largest that its properties (`ispe`), tracks, grids or AV1 streams declare, because a decoder
 * allocates memory for each.
 */
export const readAvif: Read = (view) => {
  if (view.byteLength < 16 || !says(view, 4, 'ftyp') || !isBranded(view)) return null
  const found: Found = { size: noSize, items: [], idat: 0, left: mostParts }
  const end = collect(view, 0, view.byteLength, found, 0)
  const size = looksAt(view, found)
  return { type: 'image/avif', size, end, isHeavy: true }
}

/** The brand may come first, or among those that the file is compatible with. */
function isBranded(view: DataView): boolean {
  const to = Math.min(view.getUint32(0), view.byteLength)
  for (let at = 8; at + 4 <= to; at += 4) {
    if (says(view, at, 'avif') || says(view, at, 'avis')) return true
  }
  return false
}

/** Collects what the boxes contain; returns the end of the last one, null if one is cut off. */
function collect(
  view: DataView,
  from: number,
  to: number,
  found: Found,
  depth: number,
): number | null {
  let at = from
  while (at + 8 <= to) {
    let [size, head] = [view.getUint32(at), 8]
    if (size === 0) size = to - at
    if (size === 1 && at + 16 <= to) [size, head] = [Number(view.getBigUint64(at + 8)), 16]
    // Bytes after the last box are not a box.
    if (size < head) return at
    const type = String.fromCharCode(...[4, 5, 6, 7].map((index) => view.getUint8(at + index)))
    const box = { type, from: at + head, to: Math.min(at + size, to) }
    const inner = containers.get(type)
    if (inner === undefined) readBox(view, box, found)
    else if (depth < deepest) collect(view, box.from + inner, box.to, found, depth + 1)
    if (at + size > to) return null
    at += size
  }
  return at
}

function readBox(view: DataView, box: Box, found: Found): void {
  const { type, from, to } = box
  if (found.left < 0) return
  found.size = union(found.size, sizeIn(view, box))
  if (type === 'idat') found.idat = from
  if (type === 'iloc') readLocations(view, box, found)
  // Where the samples of a track begin: only the first one is shown.
  if ((type === 'stco' || type === 'co64') && from + 16 <= to) {
    const offset = numbersOf(view, from + 8, to)(type === 'stco' ? 4 : 8)
    found.left--
    found.items.push({ inIdat: false, extents: [{ offset, length: 0 }] })
  }
}

function sizeIn(view: DataView, { type, from, to }: Box): Size {
  if (type === 'ispe' && from + 12 <= to) {
    return { width: view.getUint32(from + 4), height: view.getUint32(from + 8) }
  }
  // For a track: two numbers of 16 bits, each with a fraction, at its very end.
  if (type === 'tkhd' && from + 8 <= to) {
    return { width: view.getUint16(to - 8), height: view.getUint16(to - 4) }
  }
  return noSize
}

/** The position of each item (ISO/IEC 14496-12, 8.11.3); the box itself gives the lengths of its numbers. */
function readLocations(view: DataView, { from, to }: Box, found: Found): void {
  const version = from < to ? view.getUint8(from) : 0
  const take = numbersOf(view, from + 4, to)
  const [lengths, more] = [take(1), take(1)]
  const bytes = {
    offset: lengths >> 4,
    length: lengths & 15,
    base: more >> 4,
    index: version === 0 ? 0 : more & 15,
  }
  const count = take(version < 2 ? 2 : 4)
  for (let index = 0; index < count && found.left-- > 0; index++) {
    take(version < 2 ? 2 : 4)
    const inIdat = version > 0 && (take(2) & 15) === 1
    take(2)
    const base = take(bytes.base)
    const extents: Extent[] = []
    for (let rest = take(2); rest > 0 && found.left-- > 0; rest--) {
      take(bytes.index)
      extents.push({ offset: base + take(bytes.offset), length: take(bytes.length) })
    }
    found.items.push({ inIdat, extents })
  }
}

/** Reads numbers one after the other; zeros beyond the end. */
function numbersOf(view: DataView, from: number, to: number): (bytes: number) => number {
  let at = from
  return (bytes) => {
    let value = 0
    for (const end = at + bytes; at < end; at++) {
      value = value * 256 + (at < to ? view.getUint8(at) : 0)
    }
    return value
  }
}

/** The largest size of all, including those that the pictures declare; null if it is unknown. */
function looksAt(view: DataView, found: Found): Size | null {
  const { size, items, idat } = found
  let left = view.byteLength * mostLooks
  let largest = size
  for (const { inIdat, extents } of items) {
    const pieces = extents.map(({ offset, length }) => {
      const from = Math.min(view.byteLength, (inIdat ? idat : 0) + offset)
      const to = length === 0 ? view.byteLength : Math.min(view.byteLength, from + length)
      return new Uint8Array(view.buffer, view.byteOffset + from, to - from)
    })
    left -= pieces.reduce((sum, { length }) => sum + length, 0)
    if (left < 0) return null
    const [first = new Uint8Array()] = pieces
    const data = pieces.length < 2 ? first : inOne(pieces)
    largest = union(largest, sizeOfGrid(data) ?? sizeOfAv1(data, found))
  }
  return found.left < 0 || isSame(largest, noSize) ? null : largest
}

/** A picture made of several in rows and columns (ISO/IEC 23008-12, 6.6.2.3): its data is only its size. */
function sizeOfGrid(data: Uint8Array): Size | null {
  const isWide = data.length === 12
  if (!(isWide || data.length === 8) || data[0] !== 0) return null
  const take = numbersOf(new DataView(data.buffer, data.byteOffset, data.length), 4, data.length)
  return { width: take(isWide ? 4 : 2), height: take(isWide ? 4 : 2) }
}
