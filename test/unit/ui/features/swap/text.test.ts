import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { expect, test } from 'vitest'
import { refusals } from '../../../../../contract/model/layer.ts'
import {
  destinationTexts,
  orderedText,
  otherFilesText,
  refusalTexts,
  swapBlockText,
  swapText,
} from '../../../../../ui/features/swap/text.ts'
import { layerFit } from '../../../../../ui/catalog/targets/fit.ts'

test('what is ordered for a layer, and what of it is cut', () => {
  expect(orderedText(layerFit(gptImage2, { width: 300, height: 200 }, '2K'))).toBe(
    '3:2 at 2K · no crop',
  )
  expect(orderedText(layerFit(gptImage2, { width: 310, height: 200 }, '2K'))).toBe(
    '3:2 at 2K · 3.2\u00a0% cropped at top and bottom',
  )
  expect(otherFilesText(layerFit(gptImage2, { width: 660, height: 200 }, '1K'))).toBe(
    'At 1K: 3:1, 9.1\u00a0% cropped.',
  )
})

test('where a render goes, where there is something to know about it', () => {
  expect(destinationTexts({ kind: 'in-place', component: null, overflows: false })).toEqual([])
  expect(destinationTexts({ kind: 'in-place', component: 'Button', overflows: true })).toEqual([
    'Instances of “Button” will show the render too.',
    'What reaches out of it is hidden while the render shows.',
  ])
  expect(destinationTexts({ kind: 'beside', reason: 'instance' })).toEqual([
    'Placed beside it: nothing can be added to an instance.',
  ])
})

test('every refusal says what it is, and then what to do', () => {
  for (const refusal of refusals) expect(refusalTexts[refusal]).toMatch(/^[^.]+\. [A-Z][^.]+\.$/)
})

test('the button counts layers, and says nothing of none', () => {
  expect([0, 1, 20].map(swapText)).toEqual(['Swap', 'Swap 1 layer', 'Swap 20 layers'])
})

test('every block is one sentence', () => {
  const texts = [
    swapBlockText({ kind: 'no-key' }),
    swapBlockText({ kind: 'no-layer' }),
    swapBlockText({ kind: 'all-refused' }),
    swapBlockText({ kind: 'all-swapped' }),
    swapBlockText({ kind: 'under-way', layers: ['Card'] }),
    swapBlockText({ kind: 'under-way', layers: ['Card', 'Strip'] }),
    swapBlockText({ kind: 'severe-crop', layer: 'Strip', crop: 0.625 }),
    swapBlockText({ kind: 'long-filled-prompt', layer: 'Card', longest: 20_000 }),
    swapBlockText({ kind: 'empty-filled-prompt', layer: 'Card' }),
    swapBlockText({ kind: 'unread-texts', source: 'Card' }),
  ]
  expect(texts).toEqual([
    'Add an API key in Settings.',
    'Select a layer to swap.',
    'None of these can be swapped. The list says why.',
    'Swapped already.',
    'Rendering…',
    'Rendering…',
    'Strip would be cropped by 63\u00a0%. Review',
    'For Card, the prompt is over 20,000 characters.',
    'For Card, the prompt is empty.',
    'The text of Card can’t be read. Select it again.',
  ])
})
