import type { Size } from '../model/geometry.ts'
import { noSize, union } from './image-header.ts'

/** How many more parts of a file are read; below 0 it had too many, and what they declare is unknown. */
export interface Budget {
  left: number
}

/**
 * The largest size that an AV1 stream declares, because its boxes may declare less. AV1 bitstream
 * specification 5.3 and 5.5, https://aomediacodec.github.io/av1-spec/.
 *
 * @param budget loses one for each sequence header
 * @returns `noSize` if it declares none
 */
export function sizeOfAv1(stream: Uint8Array, budget: Budget): Size {
  let size = noSize
  for (let at = 0; at < stream.length && budget.left >= 0;) {
    const header = stream[at] ?? 0
    at += (header & 4) === 0 ? 1 : 2
    let length = stream.length - at
    if ((header & 2) !== 0) {
      length = 0
      for (let shift = 0; shift < 56; shift += 7) {
        const byte = stream[at++] ?? 0
        length += (byte & 0x7f) * 2 ** shift
        if (byte < 0x80) break
      }
    }
    const isSequenceHeader = ((header >> 3) & 15) === 1
    if (isSequenceHeader && budget.left-- > 0) {
      size = union(size, readSequenceHeader(stream.subarray(at, at + length)))
    }
    at += length
  }
  return size
}

function readSequenceHeader(bytes: Uint8Array): Size {
  const read = bitsOf(bytes)
  read(4) // profile, still picture
  if (read(1) === 1) read(5)
  else skipOperatingPoints(read)
  const [widthBits, heightBits] = [read(4) + 1, read(4) + 1]
  return { width: read(widthBits) + 1, height: read(heightBits) + 1 }
}

type Bits = (count: number) => number

/** Reads numbers bit by bit; zeros beyond the end. */
function bitsOf(bytes: Uint8Array): Bits {
  let at = 0
  return (count) => {
    let value = 0
    for (const end = at + count; at < end; at++) {
      value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)
    }
    return value
  }
}

/** Skips the fields before the size in a stream of several frames. */
function skipOperatingPoints(read: Bits): void {
  let delayBits = 0
  if (read(1) === 1) {
    read(64)
    if (read(1) === 1) skipExpGolomb(read)
    if (read(1) === 1) {
      delayBits = read(5) + 1
      read(42)
    }
  }
  const hasDisplayDelay = read(1) === 1
  for (let points = read(5) + 1; points > 0; points--) {
    read(12)
    if (read(5) > 7) read(1)
    if (delayBits > 0 && read(1) === 1) read(2 * delayBits + 1)
    if (hasDisplayDelay && read(1) === 1) read(4)
  }
}

function skipExpGolomb(read: Bits): void {
  let zeros = 0
  while (zeros < 32 && read(1) === 0) zeros++
  if (zeros < 32) read(zeros)
}
