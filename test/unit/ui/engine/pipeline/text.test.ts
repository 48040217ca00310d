import { expect, test } from 'vitest'
import { smallerRemark } from '../../../../../ui/engine/pipeline/text.ts'

test.each([
  [['Price'], 'Some text is smaller than planned: Price.'],
  [['Price', 'One charge.'], 'Some text is smaller than planned: Price and One charge.'],
])('%j: the sentence ends once', (names, said) => {
  expect(smallerRemark(names)).toBe(said)
})
