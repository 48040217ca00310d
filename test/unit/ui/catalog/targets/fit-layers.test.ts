import { isOffered } from '../../../../../contract/hiapi/models/model.ts'
import { ratiosOf } from '../../../../../contract/hiapi/models/model.ts'
import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolutions } from '../../../../../contract/model/target.ts'
import { fitOf, layerFit } from '../../../../../ui/catalog/targets/fit.ts'

// Layers stand on fractions of pixels as often as not.
const side = fc.integer({ min: 1, max: 100_000 }).map((tenths) => tenths / 10)

test('a layer gets the ratio that crops least, of those that the resolution offers', () => {
  fc.assert(
    fc.property(
      fc.record({ width: side, height: side }),
      fc.constantFrom(...resolutions),
      (size, resolution) => {
        const { cell, crop } = layerFit(gptImage2, size, resolution)
        expect(cell.resolution).toBe(resolution)
        expect(isOffered(gptImage2, { ratio: cell.ratio, resolution })).toBe(true)
        for (const ratio of ratiosOf(gptImage2)) {
          if (ratio === 'auto' || !isOffered(gptImage2, { ratio, resolution })) continue
          const other = fitOf(gptImage2, size, { ratio, resolution }).crop
          expect(Math.round(crop * 1000)).toBeLessThanOrEqual(Math.round(other * 1000))
        }
      },
    ),
  )
})

test('a resolution that does not offer a layer’s own shape gives the next best, and says what is cut', () => {
  const banner = { width: 900, height: 300 }
  expect(layerFit(gptImage2, banner, '1K')).toMatchObject({
    cell: { ratio: '3:1' },
    crop: 0,
    loses: 'none',
  })
  const fit = layerFit(gptImage2, banner, '2K')
  expect(fit).toMatchObject({ cell: { ratio: '21:9', resolution: '2K' }, loses: 'top-bottom' })
  expect(fit.crop).toBeCloseTo(2 / 9)
})
