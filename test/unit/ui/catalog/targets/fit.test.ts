import { isOffered } from '../../../../../contract/hiapi/models/model.ts'
import { ratiosOf } from '../../../../../contract/hiapi/models/model.ts'
import { pictureSize } from '../../../../../contract/hiapi/models/model.ts'
import { proportionOf } from '../../../../../contract/model/target.ts'
import { models } from '../../../../../contract/hiapi/models/models.ts'
import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cover, cropWindow } from '../../../../../contract/geometry/cover.ts'
import { resolutions } from '../../../../../contract/model/target.ts'
import {
  bestFit,
  cropSeverity,
  type Fit,
  fitOf,
  fitsOf,
  runnerUp,
  severityOf,
  upscaleSeverity,
} from '../../../../../ui/catalog/targets/fit.ts'

const side = fc.integer({ min: 1, max: 10_000 })
const size = fc.record({ width: side, height: side })
// Not fc.double: nearly all doubles from 0 to 1 lie next to 0, where no crop can tell them apart.
const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000)
const focalPoint = fc.record({ x: share, y: share })

/** What the rule compares, one after the other. */
function rank({ cell, crop, upscale, price }: Fit): readonly number[] {
  return [
    Math.round(crop * 1000),
    Math.max(1, upscale),
    price,
    ratiosOf(gptImage2).indexOf(cell.ratio),
    resolutions.indexOf(cell.resolution),
  ]
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index])
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

test('the best fit comes before every other: crop, enlargement, price, order of the ratios', () => {
  fc.assert(
    fc.property(size, (frame) => {
      const best = bestFit(gptImage2, frame)
      const cells = ratiosOf(gptImage2)
        .filter((ratio) => ratio !== 'auto')
        .flatMap((ratio) => resolutions.map((resolution) => ({ ratio, resolution })))
        .filter(({ ratio, resolution }) => isOffered(gptImage2, { ratio, resolution }))
      for (const cell of cells) {
        expect(isBefore(rank(fitOf(gptImage2, frame, cell)), rank(best))).toBe(false)
      }
      const all = fitsOf(gptImage2, frame)
      expect(all).toHaveLength(cells.length)
      for (const [index, fit] of all.entries()) {
        const next = all[index + 1]
        if (next !== undefined) expect(isBefore(rank(fit), rank(next))).toBe(true)
      }
    }),
  )
})

test('a crop is a share of the picture, none is stretched, and one dimension stays whole', () => {
  fc.assert(
    fc.property(size, (frame) => {
      for (const { cell, crop, loses } of fitsOf(gptImage2, frame)) {
        expect(crop).toBeGreaterThanOrEqual(0)
        expect(crop).toBeLessThan(1)
        const { width = 1, height = 1 } = proportionOf(cell.ratio) ?? {}
        const inView = cropWindow({ width, height }, frame, { x: 0.5, y: 0.5 })
        expect(inView.width * inView.height).toBeCloseTo(1 - crop, 9)
        expect(Math.max(inView.width, inView.height)).toBeCloseTo(1, 9)
        if (crop < 0.005) expect(loses).toBe('none')
        else expect(loses).toBe(inView.width < inView.height ? 'sides' : 'top-bottom')
      }
    }),
  )
})

test('what stays in view lies in the picture, has the shape of the frame, and holds the focal point', () => {
  fc.assert(
    fc.property(size, size, focalPoint, (picture, frame, focus) => {
      const { x, y, width, height } = cropWindow(picture, frame, focus)
      const tiny = 1e-9
      expect(x).toBeGreaterThanOrEqual(0)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(1 + tiny)
      expect(y + height).toBeLessThanOrEqual(1 + tiny)
      const shape = (width * picture.width * frame.height) / (height * picture.height * frame.width)
      expect(Math.abs(shape - 1)).toBeLessThan(tiny)
      expect(focus.x).toBeGreaterThanOrEqual(x - tiny)
      expect(focus.x).toBeLessThanOrEqual(x + width + tiny)
      expect(focus.y).toBeGreaterThanOrEqual(y - tiny)
      expect(focus.y).toBeLessThanOrEqual(y + height + tiny)
    }),
  )
})

test('what is promised before the run is what is placed', () => {
  fc.assert(
    fc.property(size, size, focalPoint, (picture, frame, focus) => {
      const promised = cropWindow(picture, frame, focus)
      const placed = cover(picture, frame, focus)
      expect(promised.x).toBeCloseTo(-placed.x / placed.width, 9)
      expect(promised.y).toBeCloseTo(-placed.y / placed.height, 9)
      expect(promised.width).toBeCloseTo(frame.width / placed.width, 9)
      expect(promised.height).toBeCloseTo(frame.height / placed.height, 9)
    }),
  )
})

test.each(models)(
  'the estimated pixels of $name have their ratio, to a pixel, wherever it is offered',
  (model) => {
    for (const ratio of ratiosOf(model)) {
      for (const resolution of resolutions) {
        const pixels = pictureSize(model, { ratio, resolution })
        const proportion = proportionOf(ratio)
        expect(pixels !== null).toBe(proportion !== null && isOffered(model, { ratio, resolution }))
        if (pixels === null || proportion === null) continue
        const exact = (pixels.height * proportion.width) / proportion.height
        const pixel = Math.max(1, proportion.width / proportion.height)
        expect(Math.abs(exact - pixels.width)).toBeLessThanOrEqual(pixel)
      }
    }
  },
)

test('nothing is known of a picture in a shape of the API’s own choice', () => {
  expect(() =>
    fitOf(gptImage2, { width: 100, height: 100 }, { ratio: 'auto', resolution: '1K' }),
  ).toThrow('No fit is known of auto at 1K.')
})

test('the worked examples of the rule', () => {
  const pick = (width: number, height: number) => {
    const { cell, crop, upscale } = bestFit(gptImage2, { width, height })
    const percent = Number((crop * 100).toFixed(1))
    return [`${cell.ratio}@${cell.resolution}`, percent, Number(upscale.toFixed(2))]
  }
  expect(pick(1080, 1350)).toEqual(['4:5@1K', 0, 0.96])
  expect(pick(1080, 1920)).toEqual(['9:16@2K', 0, 0.94])
  expect(pick(2560, 1440)).toEqual(['16:9@4K', 0, 0.67])
  expect(pick(1200, 630)).toEqual(['2:1@1K', 4.8, 0.71])
  expect(pick(1200, 480)).toEqual(['21:9@1K', 6.7, 0.63])
  expect(pick(728, 90)).toEqual(['3:1@1K', 62.9, 0.34])
})

test('a runner-up is cheaper, or sharper, and has nothing to warn of', () => {
  const dear = runnerUp(gptImage2, { width: 1440, height: 1800 })
  expect(dear?.cell).toEqual({ ratio: '3:4', resolution: '2K' })
  expect(dear?.crop).toBeCloseTo(0.0625)
  expect(dear?.upscale).toBeCloseTo(0.9375)
  expect(runnerUp(gptImage2, { width: 1080, height: 1350 })).toBeNull()
  fc.assert(
    fc.property(size, (frame) => {
      const [best, other] = [bestFit(gptImage2, frame), runnerUp(gptImage2, frame)]
      if (other === null) return
      expect(other.crop).toBeLessThanOrEqual(0.1)
      expect(other.upscale).toBeLessThanOrEqual(1)
      expect(other.price < best.price || best.upscale > 1).toBe(true)
    }),
  )
})

test('dearer pictures are only ordered where they are needed, whatever the prices are', () => {
  const flat = { '1K': 0.05, '2K': 0.01, '4K': 0.02 }
  const prices = {
    trueOn: '2026-11-23',
    byModel: new Map([[gptImage2.name, flat]]),
  }
  expect(bestFit(gptImage2, { width: 300, height: 300 }, prices).cell.resolution).toBe('2K')
  expect(bestFit(gptImage2, { width: 300, height: 300 }).cell.resolution).toBe('1K')
})

test('crops and enlargements are judged at their limits', () => {
  expect([0, 0.0049, 0.05, 0.1, 0.11, 0.5, 0.51].map((crop) => cropSeverity({ crop }))).toEqual([
    'fine',
    'fine',
    'note',
    'note',
    'warn',
    'warn',
    'severe',
  ])
  // 1.004 is written as 1.00, which is no enlargement.
  expect(
    [0.4, 1, 1.004, 1.01, 1.25, 1.26, 9].map((upscale) => upscaleSeverity({ upscale })),
  ).toEqual(['fine', 'fine', 'fine', 'note', 'note', 'warn', 'warn'])
  expect(severityOf({ crop: 0.2, upscale: 0.5 })).toBe('warn')
  expect(severityOf({ crop: 0, upscale: 1.3 })).toBe('warn')
  expect(severityOf({ crop: 0.6, upscale: 1.3 })).toBe('severe')
})
