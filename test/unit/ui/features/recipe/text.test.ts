import { describe, expect, it } from 'vitest'
import {
  missingTexts,
  pictureFact,
  summaryText,
  targetFact,
  whatText,
} from '../../../../../ui/features/recipe/text.ts'
import { dateFact } from '../../../../../ui/formats/dates.ts'
import { sharedWords, sourcesOf } from '../../../../../ui/features/recipe/variant-state.ts'
import { done, variant } from './sample-recipe.ts'

describe('what is told of a recipe', () => {
  it('names the target and the source, with pixels, date and who shares the picture', () => {
    const known = variant({ details: { serves: ['Instagram story', 'Reel cover'] } })
    expect(whatText(known.recipe)).toBe('Instagram story of Poster')
    expect(targetFact(known)).toBe('Instagram story, 1080 × 1920')
    expect(pictureFact(known.recipe)).toBe('2K, 9:16, 1152 × 2048')
    expect(dateFact(done.at)).toBe('23 November 2026, 16:05')
  })

  it('says plainly what is missing here', () => {
    const missing = { source: true, reference: true, further: 2, picture: true }
    expect(missingTexts(variant({}, { missing, isCopy: true }))).toEqual([
      'A copy. The recipe is from the frame it was copied from.',
      'Its source, Poster, is not in this file.',
      'The picture it was made from is gone.',
      'References gone: 2.',
      'Its picture is gone from this file.',
    ])
    expect(missingTexts(variant())).toEqual([])
  })

  it('is a summary for several, with their sources and their common words', () => {
    const several = [variant(), variant({ source: '1:3' }), variant({ source: '1:3' })]
    expect(summaryText(several.length, sourcesOf(several).length)).toBe('3 variants · 2 sources')
    expect(sharedWords(several)).toBe('At dusk, on a table')
    const other = variant({ details: { template: 'At {width}' } })
    expect(sharedWords([...several, other])).toBeNull()
  })
})
