import type { Read, Sniffed } from './image-header.ts'

const [startOfScan, endOfImage] = [0xda, 0xd9]

/**
 * JPEG, ITU-T T.81 annex B: the segments up to the end of the image. The frame header gives the size.
 * Segments, and thumbnails in them, are skipped by their lengths; bytes between segments are skipped as
 * decoders do.
 */
export const readJpeg: Read = (view) => {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  let size: Sniffed['size'] = null
  let components = 0
  let isHeavy = false
  let inScan = false
  let isOdd = false
  for (let at = 2; ;) {
    const mark = bytes.indexOf(0xff, at)
    // A marker, or the length of its segment, is missing, and so is the end.
    if (mark === -1 || mark + 1 >= bytes.length) break
    if (mark > at && !inScan) isOdd = true
    const marker = view.getUint8(mark + 1)
    if (marker === endOfImage) {
      const end = isOdd || size === null ? null : mark + 2
      return { type: 'image/jpeg', size, end, isHeavy }
    }
    if (marker === 0xff) {
      at = mark + 1
      continue
    }
    at = mark + 2
    if (isAlone(marker)) continue
    // A frame header tells the size; after a comment, however short, the end of the image takes two bytes.
    if (at + (isFrame(marker) ? 8 : 4) > bytes.length) break
    if (isFrame(marker) && size === null) {
      size = { width: view.getUint16(at + 5), height: view.getUint16(at + 3) }
      components = view.getUint8(at + 7)
      isHeavy = isProgressive(marker)
    }
    inScan = marker === startOfScan
    // A decoder keeps all coefficients of the picture until its last scan.
    if (inScan && view.getUint8(at + 2) < components) isHeavy = true
    at += view.getUint16(at)
  }
  return { type: 'image/jpeg', size, end: null, isHeavy }
}

/** Markers without a segment: a data byte 0xff, and the restart markers of a decoder. */
function isAlone(marker: number): boolean {
  return marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function isProgressive(frame: number): boolean {
  return (frame & 3) === 2
}
