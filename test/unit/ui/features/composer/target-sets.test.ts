import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { expect, it } from 'vitest'
import { isOfSet, setOf, withSet } from '../../../../../ui/features/composer/target-sets.ts'
import { chooseFocalPoint, togglePlacement } from '../../../../../ui/features/composer/draft.ts'
import { draftWith, known } from '../../setup.ts'

const name = { id: 'set-1', name: 'Launch kit' }
const draft = draftWith({
  ratios: new Set(['9:16', '1:1']),
  placements: new Set(['INSTA_STORY', 'own-1']),
  resolution: '2K',
  sizing: { by: 'edge', pixels: 1920 },
  copies: 2,
})

it('brings back its targets, and how they are made, and leaves the rest as it is', () => {
  const set = setOf(draft, known, name, gptImage2)
  const later = chooseFocalPoint(draftWith({ prompt: 'Another' }), 'INSTA_STORY', { x: 0, y: 1 })
  const { prompt, focalPoints, ...targets } = withSet(later, set, known)
  expect({ prompt, focalPoints }).toEqual({ prompt: 'Another', focalPoints: later.focalPoints })
  const { ratios, placements, resolution, sizing, copies } = draft
  expect(targets).toMatchObject({ ratios, placements, resolution, sizing, copies })
})

it('knows the draft that it was made of, in whatever order it is ticked', () => {
  const set = setOf(draft, known, name, gptImage2)
  const again = { ...draft, placements: new Set(['own-1', 'INSTA_STORY']) }
  expect(isOfSet(again, set, known, gptImage2)).toBe(true)
  expect(isOfSet(togglePlacement(draft, 'X'), set, known, gptImage2)).toBe(true)
  expect(isOfSet(togglePlacement(draft, 'INSTA_AD'), set, known, gptImage2)).toBe(false)
  expect(isOfSet({ ...draft, copies: 1 }, set, known, gptImage2)).toBe(false)
  expect(isOfSet({ ...draft, sizing: { by: 'edge', pixels: 1080 } }, set, known, gptImage2)).toBe(
    false,
  )
})

it('has only what counts: no ratio that its resolution leaves out, no placement that is gone', () => {
  const set = setOf(
    { ...draft, ratios: new Set(['1:1', '3:1']), placements: new Set(['own-gone', 'own-1']) },
    known,
    name,
    gptImage2,
  )
  expect(set).toMatchObject({ ratios: ['1:1'], placements: ['own-1'] })
  const missing = { ...set, placements: ['own-1', 'own-gone'], copies: 9 }
  const taken = withSet(draft, missing, known)
  expect([...taken.placements]).toEqual(['own-1'])
  expect(taken.copies).toBe(4)
})
