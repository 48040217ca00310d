import { expect, test } from 'vitest'
import { counted, firstListed, shareText } from '../../../../ui/formats/format.ts'

test.each([
  [0, 'No swaps on this page.'],
  [1, '1 swap selected.'],
  [2, '2 swaps selected.'],
  [1_200, '1,200 swaps selected.'],
])('%d of something is counted in a sentence of its own', (count, said) => {
  expect(counted(count, '1 swap selected.', '# swaps selected.', 'No swaps on this page.')).toBe(
    said,
  )
})

test('none is counted like many, where nothing else is said of it', () => {
  expect(counted(0, '1 render shown.', '# renders shown.')).toBe('0 renders shown.')
})

test('a name with the sign of the number in it stays as it is', () => {
  const name = 'Ad #2 for $&'
  expect(counted(3, `1 picture left to ${name}.`, `# pictures left to ${name}.`)).toBe(
    '3 pictures left to Ad #2 for $&.',
  )
})

test.each([
  [1, 'F0'],
  [2, 'F0 and F1'],
  [4, 'F0, F1, F2 and F3'],
  [5, 'F0, F1, F2 and 2 others'],
  [1_203, 'F0, F1, F2 and 1,200 others'],
])('the first of %d names are named', (count, said) => {
  expect(firstListed(Array.from({ length: count }, (_, at) => `F${String(at)}`))).toBe(said)
})

test.each([
  [0.048, '4.8\u00a0%'],
  [0.629, '63\u00a0%'],
  [0.9985, '99\u00a0%'],
  [1, '100\u00a0%'],
])('%d as a share: only all of it is a hundred percent', (share, said) => {
  expect(shareText(share)).toBe(said)
})
