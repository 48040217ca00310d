import { isOffered } from '../../../../../contract/hiapi/models/model.ts'
import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { expect, test } from 'vitest'
import { type AspectRatio, resolutions } from '../../../../../contract/model/target.ts'
import { bestFit, cropSeverity, fitOf } from '../../../../../ui/catalog/targets/fit.ts'
import { placementOf, placements } from '../../../../../ui/catalog/targets/placements.ts'
import { expectedFits } from './expected-fit.ts'

test.each(expectedFits)('$name: every figure of its row', (expected) => {
  const placement = placementOf(expected.id)
  expect(placement).not.toBeNull()
  if (placement === null) return
  const { name, width, height } = placement
  const best = bestFit(gptImage2, placement)
  const { ratio, resolution } = best.cell
  const percent = (best.crop * 100).toFixed(1)
  expect({
    name,
    pixels: [width, height],
    ratio,
    crop: percent === '0.0' ? '0' : percent,
    loses: best.loses,
    upscale: upscales(placement, ratio),
    pick: `${ratio}@${resolution}`,
  }).toEqual({
    name: expected.name,
    pixels: expected.pixels,
    ratio: expected.ratio,
    crop: expected.crop,
    loses: expected.loses,
    upscale: expected.upscale,
    pick: expected.pick,
  })
  const severity = cropSeverity(best)
  expect(severity === 'warn' || severity === 'severe' ? severity : null).toBe(expected.marked)
})

function upscales(size: { width: number; height: number }, ratio: AspectRatio) {
  return resolutions.map((resolution) =>
    isOffered(gptImage2, { ratio, resolution })
      ? Number(fitOf(gptImage2, size, { ratio, resolution }).upscale.toFixed(2))
      : null,
  )
}

test('the placements of the table are listed in its order', () => {
  const expected = expectedFits.map(({ id }) => id)
  const ids = placements.map(({ id }) => id)
  expect(ids.filter((id) => expected.includes(id))).toEqual(expected)
})
