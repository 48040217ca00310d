import { crc32 } from '../../lib/crc32.ts'
import { type Read, says } from './image-header.ts'

/** The bit depths that each colour type may have, https://www.w3.org/TR/png-3/#table111. */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

/** PNG, https://www.w3.org/TR/png-3/#5PNG-file-signature: IHDR is always first, IEND always last. */
export const readPng: Read = (view) => {
  if (view.byteLength < 33 || view.getUint32(0) !== 0x89504e47 || !says(view, 12, 'IHDR')) {
    return null
  }
  const size = { width: view.getUint32(16), height: view.getUint32(20) }
  const isKnown = depths[view.getUint8(25)]?.includes(view.getUint8(24)) === true
  const isEmpty = size.width === 0 || size.height === 0
  const { end, isIntact } = walk(view)
  return { type: 'image/png', size, end, isHeavy: false, isIntact: isIntact && isKnown && !isEmpty }
}

/** Each chunk consists of its length, its name, its data and a checksum of name and data. */
function walk(view: DataView): { end: number | null; isIntact: boolean } {
  let hasData = false
  let isIntact = true
  for (let at = 8; at + 12 <= view.byteLength;) {
    const next = at + 12 + view.getUint32(at)
    if (next > view.byteLength) break
    const chunk = new Uint8Array(view.buffer, view.byteOffset + at + 4, next - at - 8)
    isIntact &&= crc32(chunk) === view.getUint32(next - 4)
    hasData ||= says(view, at + 4, 'IDAT')
    // The chunk can declare an orientation.
    isIntact &&= !says(view, at + 4, 'eXIf')
    if (says(view, at + 4, 'IEND')) return { end: next, isIntact: isIntact && hasData }
    at = next
  }
  return { end: null, isIntact: false }
}
