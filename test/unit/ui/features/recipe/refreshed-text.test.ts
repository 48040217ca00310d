import { expect, test } from 'vitest'
import { refreshedText } from '../../../../../ui/features/recipe/live-text/text.ts'

test.each([
  [{ changed: 0, kept: [], fontless: [] }, 'The text has not changed at its source.'],
  [{ changed: 2, kept: [], fontless: [] }, '2 texts updated.'],
  [
    { changed: 1, kept: ['Headline'], fontless: [] },
    '1 text updated. “Headline” kept: you edited it here.',
  ],
  [
    { changed: 0, kept: [], fontless: ['Claim'] },
    'No text updated. “Claim” kept: its font is missing here.',
  ],
  [
    { changed: 3, kept: ['Headline', 'Headline'], fontless: ['Claim', 'Price'] },
    '3 texts updated. “Headline” kept: you edited it here. “Claim” and “Price” kept: their fonts are missing here.',
  ],
])('%o: what is kept is told with its own reason', (refreshed, said) => {
  expect(refreshedText(refreshed)).toBe(said)
})
