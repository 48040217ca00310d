import { expect, test } from 'vitest'
import { testLayouts } from '../../contrast/layouts.ts'
import { measureAll } from '../../contrast/measure.ts'
import { unsaidIn } from '../../contrast/table.ts'

test('over fifty pictures of every kind, each text can be read, or the window says which can not', async () => {
  const cells = await measureAll(testLayouts, 13)
  expect(new Set(cells.map(({ picture }) => picture)).size).toBeGreaterThanOrEqual(50)
  expect(
    unsaidIn(cells, testLayouts).map(({ cell, name }) => [cell.picture, cell.layout, name]),
  ).toEqual([])

  const scrims = cells.flatMap(({ found }) => found.scrim ?? [])
  expect(scrims.length).toBeGreaterThan(0)
  expect(Math.max(...scrims.map(({ opacity }) => opacity))).toBeLessThanOrEqual(0.55)
  const rescued = cells.flatMap(({ before, texts }) =>
    texts.filter(({ contrast }, index) => contrast >= 4.5 && (before[index]?.contrast ?? 21) < 4.5),
  )
  expect(rescued.length).toBeGreaterThan(20)
}, 60_000)
