import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cover } from '../../../../contract/geometry/cover.ts'

const side = fc.integer({ min: 1, max: 8192 })
const size = fc.record({ width: side, height: side })
const part = fc.double({ min: 0, max: 1, noNaN: true })
const focalPoint = fc.record({ x: part, y: part })

test('a picture always covers the frame, is never stretched, and keeps its focal point in view', () => {
  fc.assert(
    fc.property(size, size, focalPoint, (picture, frame, focus) => {
      const place = cover(picture, frame, focus)
      const tiny = 1e-6 * Math.max(place.width, place.height)
      expect(place.x).toBeLessThanOrEqual(0)
      expect(place.y).toBeLessThanOrEqual(0)
      expect(place.x + place.width).toBeGreaterThanOrEqual(frame.width - tiny)
      expect(place.y + place.height).toBeGreaterThanOrEqual(frame.height - tiny)

      const stretch = place.width / picture.width / (place.height / picture.height)
      expect(stretch).toBeCloseTo(1, 9)

      const focusX = place.x + focus.x * place.width
      const focusY = place.y + focus.y * place.height
      expect(focusX).toBeGreaterThanOrEqual(-tiny)
      expect(focusX).toBeLessThanOrEqual(frame.width + tiny)
      expect(focusY).toBeGreaterThanOrEqual(-tiny)
      expect(focusY).toBeLessThanOrEqual(frame.height + tiny)
    }),
  )
})

test('no larger than it has to be: one side fits exactly', () => {
  fc.assert(
    fc.property(size, size, focalPoint, (picture, frame, focus) => {
      const place = cover(picture, frame, focus)
      const spare = Math.min(place.width / frame.width, place.height / frame.height)
      expect(spare).toBeCloseTo(1, 9)
    }),
  )
})

test('what is cut is cut from the side that matters less', () => {
  const picture = { width: 200, height: 100 }
  const frame = { width: 100, height: 100 }
  expect(cover(picture, frame, { x: 0.5, y: 0.5 })).toMatchObject({ x: -50, width: 200 })
  expect(cover(picture, frame, { x: 0, y: 0.5 })).toMatchObject({ x: 0 })
  expect(cover(picture, frame, { x: 1, y: 0.5 })).toMatchObject({ x: -100 })
})
