import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cover } from '../../../../contract/geometry/cover.ts'

/** As a designer draws frames, and as designers get them: whole, and not. */
const side = fc.oneof(
  fc.integer({ min: 1, max: 8192 }),
  fc.double({ min: 0.01, max: 8192, noNaN: true }),
)
const frame = fc.record({ width: side, height: side })
const pixels = fc.integer({ min: 1, max: 4096 })
const picture = fc.record({ width: pixels, height: pixels })
const part = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.2, 0.8, 1))
const focalPoint = fc.record({ x: part, y: part })

/** What of a frame's side a picture leaves bare, at its beginning and at its end. */
const bare = (at: number, length: number, of: number) => Math.max(at, of - (at + length))

test('a frame of any size is covered to its last pixel', () => {
  fc.assert(
    fc.property(picture, frame, focalPoint, (size, into, focus) => {
      const { x, y, width, height } = cover(size, into, focus)
      // What is left is the last digit of a sum; a pixel that is bare by so much is not seen.
      const digit = 1e-15 * Math.max(width, height, 1)
      expect(bare(x, width, into.width)).toBeLessThanOrEqual(digit)
      expect(bare(y, height, into.height)).toBeLessThanOrEqual(digit)
    }),
    { numRuns: 1000 },
  )
})

test('and stays covered where a file keeps its numbers with 24 bits', () => {
  fc.assert(
    fc.property(picture, frame, focalPoint, (size, into, focus) => {
      const place = cover(size, into, focus)
      const [x, y, width, height] = [place.x, place.y, place.width, place.height].map(Math.fround)
      const [across, down] = [Math.fround(into.width), Math.fround(into.height)]
      // What rounding takes: of 4000 pixels less than a thousandth of one, which nobody sees.
      const rounding = 2 * 2 ** -23
      expect(bare(x ?? 0, width ?? 0, across)).toBeLessThanOrEqual(rounding * place.width)
      expect(bare(y ?? 0, height ?? 0, down)).toBeLessThanOrEqual(rounding * place.height)
    }),
    { numRuns: 1000 },
  )
})

test('the focal point is in view, and in the middle unless an edge would be bared', () => {
  fc.assert(
    fc.property(picture, frame, focalPoint, (size, into, focus) => {
      const { x, y, width, height } = cover(size, into, focus)
      const tiny = 1e-9 * Math.max(width, height)
      const axes = [
        [x, width, into.width, focus.x],
        [y, height, into.height, focus.y],
      ] as const
      for (const [at, length, of, share] of axes) {
        const lands = at + share * length
        expect(lands).toBeGreaterThanOrEqual(-tiny)
        expect(lands).toBeLessThanOrEqual(of + tiny)
        const isAtStart = Math.abs(at) <= tiny
        const isAtEnd = Math.abs(at + length - of) <= tiny
        if (!isAtStart && !isAtEnd) expect(Math.abs(lands - of / 2)).toBeLessThanOrEqual(tiny)
        if (isAtStart && !isAtEnd) expect(lands).toBeLessThanOrEqual(of / 2 + tiny)
        if (isAtEnd && !isAtStart) expect(lands).toBeGreaterThanOrEqual(of / 2 - tiny)
      }
    }),
    { numRuns: 1000 },
  )
})
