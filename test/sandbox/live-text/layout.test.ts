import { expect, test } from 'vitest'
import { layouts } from '../../layout/layouts.ts'
import { layOut, type Outcome } from '../../layout/lay-out.ts'
import { places } from '../../layout/places.ts'
import { layoutTable, sumOf } from '../../layout/table.ts'

test('at least 95 % of the layouts keep every rule in every placement, and all others say which not', async () => {
  const outcomes: Outcome[] = []
  for (const layout of layouts) outcomes.push(await layOut(layout, places))
  const { all, kept, unsaid } = sumOf(outcomes)
  console.log(layoutTable(outcomes))
  expect(all).toBeGreaterThanOrEqual(20 * 13)
  expect(kept / all).toBeGreaterThanOrEqual(0.95)
  expect(unsaid).toBe(0)
}, 120_000)
