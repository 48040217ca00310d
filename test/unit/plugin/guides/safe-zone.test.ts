import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeZone } from '../../../../plugin/guides/safe-zone.ts'
import { overlap } from '../../../../plugin/canvas/rect.ts'

const insets = (top: number, right: number, bottom: number, left: number) => ({
  top,
  right,
  bottom,
  left,
})

test('the margins leave the safe zone free', () => {
  expect(safeZone({ width: 1080, height: 1920 }, insets(250, 60, 340, 120))).toEqual({
    margins: [
      { x: 0, y: 0, width: 1080, height: 250 },
      { x: 0, y: 1580, width: 1080, height: 340 },
      { x: 0, y: 250, width: 120, height: 1330 },
      { x: 1020, y: 250, width: 60, height: 1330 },
    ],
    safe: { x: 120, y: 250, width: 900, height: 1330 },
  })
})

test('no insets, no margins; where all is margin, nothing is safe', () => {
  const size = { width: 100, height: 50 }
  expect(safeZone(size, insets(0, 0, 0, 0))).toEqual({
    margins: [],
    safe: { x: 0, y: 0, width: 100, height: 50 },
  })
  expect(safeZone(size, insets(80, 0, 80, 0))).toEqual({
    margins: [{ x: 0, y: 0, width: 100, height: 50 }],
    safe: null,
  })
})

test('whatever the insets, the parts cover the frame once and never leave it', () => {
  const inset = fc.integer({ min: -50, max: 400 })
  const side = fc.integer({ min: 1, max: 300 })
  fc.assert(
    fc.property(side, side, inset, inset, inset, inset, (width, height, a, b, c, d) => {
      const { margins, safe } = safeZone({ width, height }, insets(a, b, c, d))
      const parts = safe === null ? margins : [...margins, safe]
      const area = parts.reduce((sum, part) => sum + part.width * part.height, 0)
      expect(area).toBe(width * height)
      for (const [at, part] of parts.entries()) {
        expect(part.x >= 0 && part.y >= 0).toBe(true)
        expect(part.x + part.width <= width && part.y + part.height <= height).toBe(true)
        expect(parts.slice(at + 1).some((other) => overlap(part, other))).toBe(false)
      }
    }),
  )
})
