import { expect, test } from 'vitest'
import { refreshedText } from '../../../../../ui/features/recipe/live-text/text.ts'

test.each([
  [{ changed: 0, kept: [], fontless: [], grown: [] }, 'The source has no newer text.'],
  [{ changed: 2, kept: [], fontless: [], grown: [] }, '2 texts updated.'],
  [
    { changed: 2, kept: [], fontless: [], grown: ['Headline'] },
    '2 texts updated. “Headline” is larger now: check that it fits.',
  ],
  [
    { changed: 1, kept: ['Headline'], fontless: [], grown: [] },
    '1 text updated. “Headline” kept: you edited it here.',
  ],
  [
    { changed: 0, kept: [], fontless: ['Claim'], grown: [] },
    'No text updated. “Claim” kept: its font is missing here.',
  ],
  [
    { changed: 3, kept: ['Headline', 'Headline'], fontless: ['Claim', 'Price'], grown: [] },
    '3 texts updated. “Headline” kept: you edited it here. “Claim” and “Price” kept: their fonts are missing here.',
  ],
])('%o: what is kept is told with its own reason', (refreshed, said) => {
  expect(refreshedText(refreshed)).toBe(said)
})
