import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, it } from 'vitest'
import { NodeId } from '../../../../../contract/model/ids.ts'
import type { Recipe } from '../../../../../contract/model/plugin-data/recipe.ts'
import type { AspectRatio, Resolution, Target } from '../../../../../contract/model/target.ts'
import { shippedPrices } from '../../../../../contract/hiapi/models/prices.ts'
import { usedText } from '../../../../../ui/features/recipe/text.ts'
import { chosenFits, isUnaccepted } from '../../../../../ui/features/composer/chosen-fits.ts'
import { knownPlacements } from '../../../../../ui/features/composer/placement-catalog.ts'
import { emptyDraft } from '../../../../../ui/features/composer/draft.ts'
import { draftOfRecipes } from '../../../../../ui/features/composer/draft-from-recipes.ts'
import { chosenRatios } from '../../../../../ui/features/composer/variants-order.ts'
import { recipeOf } from '../recipe/sample-recipe.ts'

describe('using a recipe', () => {
  const shipped = knownPlacements([])
  const known = (id: string) => shipped.get(id)
  const logo = {
    reference: recipeOf().reference,
    role: 'brand',
    name: 'Logo',
  } as const

  it('puts the words as they were written, their target and all that was chosen for it into the draft', () => {
    const details = { template: 'Of {name}', options: { keepWording: true }, references: [logo] }
    const before = { ...emptyDraft, prompt: 'Old', copies: 3, additions: new Map([['1:1', 'x']]) }
    const { draft } = draftOfRecipes([recipeOf({ details })], before, known, 0, gptImage2)
    expect(draft).toMatchObject({ prompt: 'Of {name}', options: { keepWording: true }, copies: 3 })
    expect([...draft.placements]).toEqual(['INSTA_STORY'])
    expect([draft.ratios.size, draft.additions.size]).toEqual([0, 0])
    expect(draft.focalPoints.get('INSTA_STORY')).toEqual({ x: 0.5, y: 0.2 })
    expect(draft.references).toMatchObject([{ name: 'Logo', role: 'brand' }])
    // 9:16 at 2K is what fits a story best: nothing of the designer's own choice.
    expect(draft.cells.size).toBe(0)
  })

  it('remembers a pair that the person had chosen, and a crop that they had accepted', () => {
    const other = recipeOf({ request: { ratio: '9:16', resolution: '4K' } })
    const { draft } = draftOfRecipes([other], emptyDraft, known, 0, gptImage2)
    expect(draft.cells.get('INSTA_STORY')).toEqual({ ratio: '9:16', resolution: '4K' })
    const leaderboard: Target = {
      kind: 'placement',
      placement: 'GOOGLE_LEADERBOARD_AD',
      name: 'Google leaderboard',
      size: { width: 728, height: 90 },
    }
    const wide = recipeOf({ target: leaderboard, request: { ratio: '3:1', resolution: '1K' } })
    const { draft: second } = draftOfRecipes([wide], emptyDraft, known, 0, gptImage2)
    expect([...second.accepted]).toEqual(['GOOGLE_LEADERBOARD_AD'])
  })

  it('asks again before the crop of an own size that was made narrower since', () => {
    const target: Target = {
      kind: 'placement',
      placement: 'own-1',
      name: 'Strip',
      size: { width: 700, height: 100 },
    }
    const recipe = recipeOf({ target, request: { ratio: '3:1', resolution: '1K' } })
    const usedWith = (height: number) => {
      const own = knownPlacements([{ id: 'own-1', name: 'Strip', width: 700, height }])
      const { draft } = draftOfRecipes([recipe], emptyDraft, (id) => own.get(id), 0, gptImage2)
      return chosenFits(draft, own, gptImage2, shippedPrices).map((fit) => isUnaccepted(fit, draft))
    }
    expect([100, 110, 50].map(usedWith)).toEqual([[false], [false], [true]])
  })

  it('takes a plain ratio with its resolution and its sizing', () => {
    const target: Target = { kind: 'ratio', ratio: '16:9', sizing: { by: 'edge', pixels: 900 } }
    const recipe = recipeOf({ target, request: { ratio: '16:9', resolution: '4K' } })
    const { draft } = draftOfRecipes([recipe], emptyDraft, known, 0, gptImage2)
    expect([...draft.ratios]).toEqual(['16:9'])
    expect(draft).toMatchObject({ resolution: '4K', sizing: { by: 'edge', pixels: 900 } })
  })

  it('takes the resolution that has all of its plain ratios, whichever comes first', () => {
    const at = (ratio: AspectRatio, resolution: Resolution) =>
      recipeOf({ target: { kind: 'ratio', ratio }, request: { ratio, resolution } })
    const { draft } = draftOfRecipes(
      [at('16:9', '2K'), at('3:1', '1K')],
      emptyDraft,
      known,
      0,
      gptImage2,
    )
    expect(draft.resolution).toBe('1K')
    expect(chosenRatios(draft, gptImage2)).toEqual(['16:9', '3:1'])
  })

  it('turns live text on where a recipe has some, and leaves the switch alone where none has', () => {
    const block = NodeId.parse('7:9')
    const live = (...off: NodeId[]) =>
      recipeOf({ details: { live: { blocks: [block], clause: '', off } } })
    const before = { ...emptyDraft, liveText: { isOn: true, off: new Set([block]) } }
    const { draft } = draftOfRecipes([recipeOf()], before, known, 0, gptImage2)
    expect(draft.liveText).toEqual(before.liveText)
    const all = [recipeOf(), live(NodeId.parse('7:2')), live(NodeId.parse('7:3'))] as const
    const { draft: second } = draftOfRecipes([...all], emptyDraft, known, 0, gptImage2)
    expect(second.liveText.isOn).toBe(true)
    expect([...second.liveText.off]).toEqual(['7:2', '7:3'])
  })

  it('leaves the targets as they are chosen where it has the words of a swap only', () => {
    const additions = new Map([['X', 'Very tall']])
    const before = {
      ...emptyDraft,
      ratios: new Set(['3:2'] as const),
      placements: new Set(['X']),
      additions,
    }
    const { draft } = draftOfRecipes(
      [recipeOf({ target: { kind: 'swap' } })],
      before,
      known,
      0,
      gptImage2,
    )
    expect([...draft.ratios, ...draft.placements]).toEqual(['3:2', 'X'])
    expect(draft.additions).toEqual(additions)
    expect(draft.prompt).not.toBe(before.prompt)
    const both = [recipeOf({ target: { kind: 'swap' } }), recipeOf()] as const
    const mixed = draftOfRecipes([...both], before, known, 0, gptImage2).draft
    expect([...mixed.ratios, ...mixed.placements]).toEqual(['INSTA_STORY'])
    expect(mixed.additions.size).toBe(0)
  })

  it('leaves a pair alone that no placement can have, whoever wrote it', () => {
    const never = [
      { ratio: 'auto', resolution: '1K' },
      { ratio: '3:1', resolution: '4K' },
    ] as const
    for (const request of never) {
      const { draft } = draftOfRecipes([recipeOf({ request })], emptyDraft, known, 0, gptImage2)
      const placements = knownPlacements([])
      expect(chosenFits(draft, placements, gptImage2, shippedPrices)).toHaveLength(1)
      expect([draft.cells.size, draft.accepted.size]).toEqual([0, 0])
    }
  })

  it('tells the prompt from what was added for a target, unless the prompt was edited since', () => {
    const details = { template: 'A print\n\nVery tall', addition: 'Very tall' }
    const { draft } = draftOfRecipes([recipeOf({ details })], emptyDraft, known, 0, gptImage2)
    expect(draft.prompt).toBe('A print')
    expect([...draft.additions]).toEqual([['INSTA_STORY', 'Very tall']])
    const edited = recipeOf({ details: { ...details, template: 'A print\n\nVery tall indeed' } })
    const second = draftOfRecipes([edited], emptyDraft, known, 0, gptImage2).draft
    expect(second.prompt).toBe('A print\n\nVery tall indeed')
    expect(second.additions.size).toBe(0)
  })

  it('takes references by whatever hash', () => {
    const reference = { hash: 'f'.repeat(200), type: 'image/png', width: 8, height: 6 }
    const details = { references: [{ reference, role: 'style', name: 'Logo' }] }
    const recipe = recipeOf({ details: details as Partial<Recipe['details']> })
    const { draft } = draftOfRecipes([recipe], emptyDraft, known, 0, gptImage2)
    expect(draft.references).toHaveLength(1)
  })

  it('keeps the words that it takes the place of, to be brought back', () => {
    const before = { ...emptyDraft, prompt: 'My own words', replaced: ['Older'] }
    const { draft } = draftOfRecipes([recipeOf()], before, known, 0, gptImage2)
    expect(draft.replaced).toEqual(['Older', 'My own words'])
    const { draft: again } = draftOfRecipes([recipeOf()], draft, known, 0, gptImage2)
    expect(again.replaced).toEqual(['Older', 'My own words'])
  })

  it('says which placements and references it can’t have', () => {
    const recipes = [recipeOf({ details: { references: [logo] } })] as const
    const used = draftOfRecipes([...recipes], emptyDraft, () => undefined, 1, gptImage2)
    expect(used).toMatchObject({ unknown: ['Instagram story'], lost: 1 })
    expect(used.draft.references).toEqual([])
    expect(usedText(used.unknown, used.lost)).toContain(
      'Not among your placements: Instagram story.',
    )
  })
})
