import { ratiosOf } from '../../../../../contract/hiapi/models/model.ts'
import { proportionOf } from '../../../../../contract/model/target.ts'
import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  frameOfPicture,
  frameOfRatio,
  ratioDifference,
} from '../../../../../ui/catalog/targets/frame-size.ts'

const side = fc.double({ min: 1, max: 20_000, noNaN: true })
const size = fc.record({ width: side, height: side })
const proportions = ratiosOf(gptImage2).flatMap((ratio) => proportionOf(ratio) ?? [])

test('a plain ratio gives whole multiples of itself, nearest to the area of the source', () => {
  fc.assert(
    fc.property(fc.constantFrom(...proportions), size, (proportion, source) => {
      const frame = frameOfRatio(proportion, source)
      const k = frame.width / proportion.width
      expect(Number.isInteger(k)).toBe(true)
      expect(frame.height).toBe(k * proportion.height)
      const distance = (m: number) =>
        Math.abs(m * m * proportion.width * proportion.height - source.width * source.height)
      expect(distance(k)).toBeLessThanOrEqual(distance(k + 1))
      if (k > 1) expect(distance(k)).toBeLessThanOrEqual(distance(k - 1))
    }),
  )
})

test('the fifteen proportions are what their names say, reduced', () => {
  for (const ratio of ratiosOf(gptImage2).filter((each) => each !== 'auto')) {
    const [a = 0, b = 0] = ratio.split(':').map(Number)
    const proportion = proportionOf(ratio)
    expect((proportion?.width ?? 0) * b, ratio).toBe((proportion?.height ?? 0) * a)
  }
  expect(proportionOf('21:9')).toEqual({ width: 7, height: 3 })
  expect(proportionOf('auto')).toBeNull()
})

test('auto takes the shape of the picture at the area of the source', () => {
  expect(frameOfPicture({ width: 1536, height: 1024 }, { width: 600, height: 600 })).toEqual({
    width: 735,
    height: 490,
  })
})

test('the difference of two shapes is the same both ways', () => {
  const wide = { width: 1672, height: 941 }
  const exact = { width: 16, height: 9 }
  expect(ratioDifference(wide, exact)).toBeCloseTo(ratioDifference(exact, wide))
  expect(ratioDifference(wide, exact)).toBeLessThan(0.001)
})
