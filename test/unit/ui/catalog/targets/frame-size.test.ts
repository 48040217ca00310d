import { isOffered, pictureSize, ratiosOf } from '../../../../../contract/hiapi/models/model.ts'
import { proportionOf, resolutions } from '../../../../../contract/model/target.ts'
import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  frameOfEdge,
  frameOfPicture,
  frameOfRatio,
  frameOfTarget,
  frameOnArrival,
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

describe('frames', () => {
  const wholeSize = fc.record({
    width: fc.integer({ min: 1, max: 5_000 }),
    height: fc.integer({ min: 1, max: 5_000 }),
  })

  it('of a placement are its pixels, to the pixel', () => {
    const target = {
      kind: 'placement',
      placement: 'x',
      name: 'X',
      size: { width: 728, height: 90 },
    } as const
    const cell = { ratio: '3:1', resolution: '1K' } as const
    expect(frameOfTarget(target, { width: 5, height: 5 }, pictureSize(gptImage2, cell))).toEqual(
      target.size,
    )
    expect(frameOnArrival(target, { width: 5, height: 5 }, { width: 2172, height: 724 })).toBeNull()
  })

  it('with a long edge have it nearest to the pixels given, in the exact ratio', () => {
    expect(frameOfEdge({ width: 16, height: 9 }, 1920)).toEqual({ width: 1920, height: 1080 })
    expect(frameOfEdge({ width: 16, height: 9 }, 1001)).toEqual({ width: 1008, height: 567 })
    expect(frameOfEdge({ width: 7, height: 3 }, 1)).toEqual({ width: 7, height: 3 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (pixels) => {
        for (const ratio of ratiosOf(gptImage2)) {
          const proportion = proportionOf(ratio)
          if (proportion === null) continue
          const frame = frameOfEdge(proportion, pixels)
          const long = Math.max(proportion.width, proportion.height)
          expect(frame.width * proportion.height).toBe(frame.height * proportion.width)
          const off = Math.abs(Math.max(frame.width, frame.height) - pixels)
          expect(off <= long / 2 || Math.max(frame.width, frame.height) === long).toBe(true)
        }
      }),
    )
  })

  it('are whole and exact in every sizing, before and after the picture is there', () => {
    const sizings = [
      { by: 'width' },
      { by: 'height' },
      { by: 'area' },
      { by: 'picture' },
      { by: 'edge', pixels: 777 },
    ] as const
    fc.assert(
      fc.property(wholeSize, wholeSize, (frame, picture) => {
        for (const sizing of sizings) {
          for (const ratio of ratiosOf(gptImage2)) {
            for (const resolution of resolutions.filter((each) =>
              isOffered(gptImage2, { ratio, resolution: each }),
            )) {
              const target = { kind: 'ratio', ratio, sizing } as const
              const before = frameOfTarget(
                target,
                frame,
                pictureSize(gptImage2, { ratio, resolution }),
              )
              const after = frameOnArrival(target, frame, picture) ?? before
              for (const { width, height } of [before, after]) {
                expect(Number.isInteger(width) && width >= 1).toBe(true)
                expect(Number.isInteger(height) && height >= 1).toBe(true)
                const proportion = proportionOf(ratio)
                if (proportion !== null) {
                  expect(width * proportion.height).toBe(height * proportion.width)
                }
              }
            }
          }
        }
      }),
      { numRuns: 50 },
    )
  })

  it('of auto are the picture’s own, its area the source’s, or its edge as wished', () => {
    const picture = { width: 300, height: 200 }
    const frame = { width: 600, height: 400 }
    const auto = (sizing: { by: 'area' | 'picture' } | { by: 'edge'; pixels: number }) =>
      frameOnArrival({ kind: 'ratio', ratio: 'auto', sizing }, frame, picture)
    expect(auto({ by: 'picture' })).toEqual(picture)
    expect(auto({ by: 'area' })).toEqual(frame)
    expect(auto({ by: 'edge', pixels: 150 })).toEqual({ width: 150, height: 100 })
  })
})
