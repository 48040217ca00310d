import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NodeId, PageId } from '../../../../../contract/model/ids.ts'
import { centre } from '../../../../../contract/model/geometry.ts'
import type { Order, OrderTarget } from '../../../../../ui/engine/planning/order.ts'
import { picturesOf } from '../../../../../ui/engine/planning/plan-jobs.ts'
import { exceeds, linesOf } from '../../../../../ui/engine/planning/quote.ts'
import { bestFit } from '../../../../../ui/catalog/targets/fit.ts'
import { placementOf } from '../../../../../ui/catalog/targets/placements.ts'
import { priceOf } from '../../../../../contract/hiapi/models/prices.ts'

function placement(id: string): OrderTarget {
  const found = placementOf(id)
  if (found === null) throw new Error(`No placement ${id}`)
  const { name, width, height } = found
  const size = { width, height }
  const target = { kind: 'placement', placement: id, name, size } as const
  return { target, cell: bestFit(gptImage2, size).cell, addition: '', focalPoint: centre }
}

const square: OrderTarget = {
  target: { kind: 'ratio', ratio: '1:1' },
  cell: { ratio: '1:1', resolution: '1K' },
  addition: '',
  focalPoint: centre,
}

function order(wish: Partial<Order>, sources = 2): Order {
  return {
    sources: Array.from({ length: sources }, (_, index) => ({
      id: NodeId.parse(`1:${index}`),
      page: PageId.parse('0:1'),
      name: `Poster ${index}`,
      bounds: { x: 0, y: 0, width: 600, height: 400 },
      usable: true as const,
      texts: [],
    })),
    targets: [square, placement('INSTA_STORY'), placement('INSTA_REEL_COVER')],
    prompt: 'A print',
    options: { keepWording: false },
    copies: 1,
    isShared: true,
    references: [],
    ...wish,
  }
}

const lines = (wish: Partial<Order>) =>
  linesOf(picturesOf(order(wish), gptImage2), ({ resolution }) => priceOf(gptImage2, resolution))

test('each target has a line; those that share their pictures have one together', () => {
  expect(lines({})).toEqual([
    { targets: ['1:1'], pictures: 2, price: 0.06 },
    { targets: ['Instagram story', 'Reel cover'], pictures: 2, price: 0.08 },
  ])
  expect(lines({ isShared: false, copies: 2 })).toEqual([
    { targets: ['1:1'], pictures: 4, price: 0.12 },
    { targets: ['Instagram story'], pictures: 4, price: 0.16 },
    { targets: ['Reel cover'], pictures: 4, price: 0.16 },
  ])
})

test('the lines make up the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 5 }),
      (copies, isShared, sources) => {
        const pictures = picturesOf(order({ copies, isShared }, sources), gptImage2)
        const made = linesOf(pictures, ({ resolution }) => priceOf(gptImage2, resolution))
        expect(made.reduce((sum, line) => sum + line.pictures, 0)).toBe(pictures.length)
        const price = pictures.reduce(
          (sum, { cell }) => sum + priceOf(gptImage2, cell.resolution),
          0,
        )
        expect(made.reduce((sum, line) => sum + line.price, 0)).toBeCloseTo(price)
      },
    ),
  )
})

test('an amount is above a limit by money, not by what binary makes of it', () => {
  const two = Array.from({ length: 50 }, () => 0.04).reduce((sum, each) => sum + each, 0)
  expect(two).not.toBe(2)
  expect(exceeds(two, 2)).toBe(false)
  expect(exceeds(2.01, 2)).toBe(true)
  expect(exceeds(2.004, 2)).toBe(false)
  expect(exceeds(0, 2)).toBe(false)
})

test('a limit of 0 asks about everything, and what has no price is asked about', () => {
  expect(exceeds(0.03, 0)).toBe(true)
  expect(exceeds(0, 0)).toBe(true)
  expect(exceeds(Number.NaN, 2)).toBe(true)
})
