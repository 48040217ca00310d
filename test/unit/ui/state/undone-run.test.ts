import { expect, test } from 'vitest'
import { NodeId } from '../../../../contract/model/ids.ts'
import type { RunUndone } from '../../../../ui/engine/engine.ts'
import { undoneRunText } from '../../../../ui/state/text.ts'

const nodes = (count: number) =>
  Array.from({ length: count }, (_, at) => NodeId.parse(`1:${String(at)}`))
const none: RunUndone = { removed: [], touched: [], locked: [], unclear: [], replaced: [] }

test.each<[Partial<RunUndone>, string]>([
  [{}, 'No variant was removed.'],
  [{ removed: nodes(1) }, '1 variant removed. Finished pictures can be placed again, free.'],
  [{ removed: nodes(6) }, '6 variants removed. Finished pictures can be placed again, free.'],
  [{ touched: nodes(1) }, 'No variant was removed. 1 variant stays: it was changed.'],
  [
    { locked: nodes(2), unclear: nodes(1) },
    'No variant was removed. 2 variants stay: they are locked. 1 render stays: it has copies.',
  ],
  [
    { replaced: nodes(2) },
    'No variant was removed. 2 variants keep their new pictures: the earlier ones are gone.',
  ],
])('what became of an undone run is said', (undone, said) => {
  expect(undoneRunText({ ...none, ...undone }, 'variants')).toBe(said)
})

test('of an undone run of swaps it is said how many renders were taken back', () => {
  expect(undoneRunText({ ...none, removed: nodes(2) }, 'renders')).toBe(
    '2 renders taken back. Finished pictures can be placed again, free.',
  )
})
