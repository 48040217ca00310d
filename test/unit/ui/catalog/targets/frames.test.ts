import { isOffered } from '../../../../../contract/hiapi/models/model.ts'
import { ratiosOf } from '../../../../../contract/hiapi/models/model.ts'
import { pictureSize } from '../../../../../contract/hiapi/models/model.ts'
import { proportionOf } from '../../../../../contract/model/target.ts'
import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Sizing, resolutions } from '../../../../../contract/model/target.ts'
import { frameOfTarget, frameOnArrival } from '../../../../../ui/catalog/targets/frame-size.ts'

const side = fc.double({ min: 1, max: 10_000, noNaN: true })
const size = fc.record({ width: side, height: side })
const sizing: fc.Arbitrary<Sizing> = fc.oneof(
  fc.record({ by: fc.constantFrom('width', 'height', 'area', 'picture') }),
  fc.record({ by: fc.constant('edge' as const), pixels: fc.integer({ min: 1, max: 10_000 }) }),
)
const cells = ratiosOf(gptImage2).flatMap((ratio) =>
  resolutions
    .filter((each) => isOffered(gptImage2, { ratio, resolution: each }))
    .map((resolution) => ({ ratio, resolution })),
)

test('a placement gets exactly its pixels, before and after, whatever came back', () => {
  const story = { width: 1080, height: 1920 }
  const target = { kind: 'placement', placement: 'INSTA_STORY', name: 'x', size: story } as const
  fc.assert(
    fc.property(size, fc.constantFrom(...cells), size, (source, cell, picture) => {
      expect(frameOfTarget(target, source, pictureSize(gptImage2, cell))).toEqual(story)
      expect(frameOnArrival(target, source, picture)).toBeNull()
    }),
  )
})

test('a plain ratio is exact and in whole pixels, however its size is chosen', () => {
  fc.assert(
    fc.property(size, fc.constantFrom(...cells), sizing, size, (source, cell, chosen, picture) => {
      const target = { kind: 'ratio', ratio: cell.ratio, sizing: chosen } as const
      const frames = [
        frameOfTarget(target, source, pictureSize(gptImage2, cell)),
        frameOnArrival(target, source, picture) ??
          frameOfTarget(target, source, pictureSize(gptImage2, cell)),
      ]
      for (const { width, height } of frames) {
        expect(Number.isInteger(width) && width >= 1).toBe(true)
        expect(Number.isInteger(height) && height >= 1).toBe(true)
        const proportion = proportionOf(cell.ratio)
        if (proportion === null) continue
        expect(width * proportion.height).toBe(height * proportion.width)
      }
    }),
  )
})

test('a long edge is met to half a step of the ratio', () => {
  fc.assert(
    fc.property(fc.constantFrom(...cells), fc.integer({ min: 21, max: 10_000 }), (cell, pixels) => {
      const target = { kind: 'ratio', ratio: cell.ratio, sizing: { by: 'edge', pixels } } as const
      const frame = frameOfTarget(target, { width: 800, height: 600 }, pictureSize(gptImage2, cell))
      const { width, height } = proportionOf(cell.ratio) ?? { width: 1, height: 1 }
      const step = Math.max(width, height)
      expect(Math.abs(Math.max(frame.width, frame.height) - pixels)).toBeLessThanOrEqual(step / 2)
    }),
  )
})

test('as large as the picture: by its estimate first, by itself then', () => {
  const target = { kind: 'ratio', ratio: '16:9', sizing: { by: 'picture' } } as const
  const cell = { ratio: '16:9', resolution: '2K' } as const
  const source = { width: 100, height: 100 }
  expect(frameOfTarget(target, source, pictureSize(gptImage2, cell))).toEqual(
    pictureSize(gptImage2, cell),
  )
  expect(frameOnArrival(target, source, { width: 1672, height: 941 })).toEqual({
    width: 1680,
    height: 945,
  })
})

test('auto has the shape of its source, and then of its picture', () => {
  const cell = { ratio: 'auto', resolution: '1K' } as const
  const source = { width: 400.4, height: 300 }
  const picture = { width: 1536, height: 1024 }
  const auto = (chosen: Sizing) => ({ kind: 'ratio', ratio: 'auto', sizing: chosen }) as const
  expect(
    frameOfTarget({ kind: 'ratio', ratio: 'auto' }, source, pictureSize(gptImage2, cell)),
  ).toEqual({
    width: 400,
    height: 300,
  })
  const edge = auto({ by: 'edge', pixels: 1000 })
  expect(frameOfTarget(edge, source, pictureSize(gptImage2, cell))).toEqual({
    width: 1000,
    height: 749,
  })
  expect(frameOnArrival(edge, source, picture)).toEqual({ width: 1000, height: 667 })
  expect(frameOnArrival(auto({ by: 'picture' }), source, picture)).toEqual(picture)
  expect(frameOnArrival(auto({ by: 'area' }), source, picture)).toEqual({
    width: 424,
    height: 283,
  })
})

test('the source’s width, or height, is met to half a step of the ratio', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...cells),
      fc.constantFrom('width' as const, 'height' as const),
      fc.record({
        width: fc.double({ min: 21, max: 10_000, noNaN: true }),
        height: fc.double({ min: 21, max: 10_000, noNaN: true }),
      }),
      (cell, by, source) => {
        const target = { kind: 'ratio', ratio: cell.ratio, sizing: { by } } as const
        const frame = frameOfTarget(target, source, pictureSize(gptImage2, cell))
        const step = (proportionOf(cell.ratio) ?? { width: 1, height: 1 })[by]
        expect(Math.abs(frame[by] - source[by])).toBeLessThanOrEqual(step / 2)
      },
    ),
  )
})

test('the same width, height or area, of a plain ratio and of auto', () => {
  const source = { width: 720, height: 960 }
  const picture = { width: 1600, height: 800 }
  const wide = (by: 'width' | 'height' | 'area') =>
    frameOfTarget({ kind: 'ratio', ratio: '16:9', sizing: { by } }, source, picture)
  expect(wide('width')).toEqual({ width: 720, height: 405 })
  expect(wide('height')).toEqual({ width: 1712, height: 963 })
  expect(wide('area')).toEqual({ width: 1104, height: 621 })
  const auto = (by: 'width' | 'height') =>
    frameOnArrival({ kind: 'ratio', ratio: 'auto', sizing: { by } }, source, picture)
  expect(auto('width')).toEqual({ width: 720, height: 360 })
  expect(auto('height')).toEqual({ width: 1920, height: 960 })
  // Of a plain ratio nothing but the picture's own size waits for the picture.
  const later = { kind: 'ratio', ratio: '16:9', sizing: { by: 'width' } } as const
  expect(frameOnArrival(later, source, picture)).toBeNull()
})
