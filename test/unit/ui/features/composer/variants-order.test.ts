import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, it } from 'vitest'
import { chosenRatios } from '../../../../../ui/features/composer/variants-order.ts'
import {
  type Draft,
  chooseCell,
  chooseFocalPoint,
  toggleAccepted,
  toggleRatio,
} from '../../../../../ui/features/composer/draft.ts'
import type { SourceText } from '../../../../../ui/state/source-texts.ts'
import { promptLength } from '../../../../../ui/features/composer/prompt-readiness.ts'
import { composed, draftWith, frame, other, text, withPlacements } from '../../setup.ts'
import { recipeOf } from '../recipe/sample-recipe.ts'

const square = draftWith({ ratios: new Set(['1:1']) })

describe('why Generate can’t be pressed', () => {
  it('gives no reason when nothing is missing', () => {
    expect(composed(square).block()).toBeNull()
    expect(composed(withPlacements('INSTA_STORY')).block()).toBeNull()
  })

  it('names the first thing that is missing', () => {
    expect(composed(square).block(false)).toEqual({ kind: 'no-key' })
    expect(composed(square, []).block()).toEqual({ kind: 'no-source' })
    expect(composed(square, [text]).block()).toEqual({ kind: 'no-usable-source' })
    expect(composed({ ...square, prompt: ' \n' }).block()).toEqual({ kind: 'no-prompt' })
    expect(composed(draftWith()).block()).toEqual({ kind: 'no-target' })
  })

  it('counts a prompt as strictly as anyone could, up to 20,000: an emoji is two', () => {
    const block = (prompt: string) => composed({ ...square, prompt }).block()
    expect(block('x'.repeat(20_000))).toBeNull()
    expect(block('x'.repeat(20_001))).toEqual({ kind: 'long-prompt', longest: 20_000 })
    expect(block('😀'.repeat(10_000))).toBeNull()
    expect(block('😀'.repeat(10_001))).toEqual({ kind: 'long-prompt', longest: 20_000 })
    expect(promptLength('😀'.repeat(20_000))).toBe(40_000)
  })

  it('counts what is sent, not what nobody sees', () => {
    const prompt = `${'x'.repeat(20_000)}\u200b\ufeff\ud83d`
    expect(composed({ ...square, prompt }).block()).toBeNull()
    expect(composed({ ...square, prompt: '\u200b \ufeff' }).block()).toEqual({ kind: 'no-prompt' })
  })

  it('says for which source and target the prompt says nothing once it is filled in', () => {
    const nameless = { ...other, name: '\u200b' }
    const draft = { ...square, prompt: '{name}' }
    expect(composed(draft, [frame]).block()).toBeNull()
    expect(composed(draft, [frame, nameless]).block()).toEqual({
      kind: 'empty-filled-prompt',
      source: '\u200b',
      target: '1:1',
    })
  })

  it('counts emoji that the tokens are filled in with', () => {
    const named = { ...other, name: '😀'.repeat(9) }
    const draft = { ...square, prompt: `${'😀'.repeat(9_992)} {name}` }
    expect(composed(draft, [frame]).block()).toBeNull()
    expect(composed(draft, [named]).block()).toMatchObject({ kind: 'long-filled-prompt' })
  })

  it('asks before more than half of a picture is cut', () => {
    const draft = withPlacements('INSTA_STORY', 'GOOGLE_LEADERBOARD_AD')
    expect(composed(draft).block()).toMatchObject({
      kind: 'severe-crop',
      placement: 'Google leaderboard',
    })
    expect(composed(toggleAccepted(draft, 'GOOGLE_LEADERBOARD_AD')).block()).toBeNull()
  })

  it('asks when the pair that was chosen cuts that much, not the best', () => {
    const cell = { ratio: '3:1', resolution: '1K' } as const
    const draft = chooseCell(withPlacements('INSTA_STORY'), 'INSTA_STORY', cell)
    expect(composed(draft).block()).toMatchObject({ kind: 'severe-crop' })
    expect(composed(chooseCell(draft, 'INSTA_STORY', null)).block()).toBeNull()
  })

  it('asks again when another pair is chosen: it crops another share', () => {
    const draft = withPlacements('GOOGLE_LEADERBOARD_AD')
    const agreed = toggleAccepted(draft, 'GOOGLE_LEADERBOARD_AD')
    const cell = { ratio: '1:1', resolution: '1K' } as const
    expect(composed(chooseCell(agreed, 'GOOGLE_LEADERBOARD_AD', cell)).block()).toMatchObject({
      kind: 'severe-crop',
    })
  })

  it('says for which source and target the prompt is too long once it is filled in', () => {
    const draft = { ...square, prompt: `${'a'.repeat(19_990)} {name}` }
    const long = { ...other, name: 'A long name' }
    expect(composed(draft, [frame]).block()).toBeNull()
    expect(composed(draft, [frame, long]).block()).toEqual({
      kind: 'long-filled-prompt',
      source: 'A long name',
      target: '1:1',
      longest: 20_000,
    })
  })

  it('waits for a reference that is being captured', () => {
    const pending = { node: frame.id, name: 'Look', role: 'style', reference: null } as const
    expect(composed({ ...square, references: [pending] }).block()).toEqual({
      kind: 'reading-references',
    })
  })
})

describe('the words of the sources', () => {
  const read = (texts: string[]): SourceText => ({ state: 'read', texts })
  const asking = { ...square, prompt: 'Say {text}' }

  it('are waited for where the prompt has them', () => {
    const some = new Map([[frame.id, read(['Hello'])]])
    expect(composed(square, [frame]).block()).toBeNull()
    expect(composed(asking, [frame, other], some).block()).toEqual({ kind: 'reading-texts' })
    expect(composed({ ...square, options: { keepWording: true } }).block()).toEqual({
      kind: 'reading-texts',
    })
    expect(composed(asking, [frame], some).block()).toBeNull()
  })

  it('are not waited for where they can’t be read', () => {
    const failed = new Map([[other.id, { state: 'failed' } as const]])
    expect(composed(asking, [frame, other], failed).block()).toEqual({
      kind: 'unread-texts',
      source: 'Card',
    })
  })

  it('are not waited for where only words for an unticked target have them', () => {
    const failed = new Map<typeof frame.id, SourceText>([[frame.id, { state: 'failed' }]])
    const additions = new Map([['16:9', 'With {text} above']])
    const unticked = draftWith({ ratios: new Set(['1:1']), additions })
    expect(composed(unticked, [frame], failed).block()).toBe(null)
    const ticked = draftWith({ ratios: new Set(['16:9']), additions })
    expect(composed(ticked, [frame], failed).block()?.kind).toBe('unread-texts')
  })

  it('are no prompt where there are none, whatever would be sent along with them', () => {
    const { reference } = recipeOf()
    const logo = { node: other.id, name: 'Logo', role: 'brand', reference } as const
    const draft = { ...square, prompt: '{text}', references: [logo] }
    const block = (texts: string[]) =>
      composed(draft, [frame], new Map([[frame.id, read(texts)]])).block()
    expect(block(['Hello'])).toBeNull()
    expect(block([])).toEqual({ kind: 'empty-filled-prompt', source: 'Poster', target: '1:1' })
  })

  it('go into the order only where something asks for them', () => {
    const some = new Map([[frame.id, read(['Hello'])]])
    expect(composed(asking, [frame], some).order.sources[0]?.texts).toEqual(['Hello'])
    expect(composed(square, [frame], some).order.sources[0]?.texts).toEqual([])
    const additions = new Map([['1:1', 'Add {text}']])
    expect(composed({ ...square, additions }, [frame], some).order.sources[0]?.texts).toEqual([
      'Hello',
    ])
  })
})

describe('ratios and the resolution', () => {
  it('does not count what the resolution leaves out, and remembers it', () => {
    const both = toggleRatio(square, '3:1')
    expect(chosenRatios(both, gptImage2)).toEqual(['1:1', '3:1'])
    expect(chosenRatios({ ...both, resolution: '2K' }, gptImage2)).toEqual(['1:1'])
    expect(chosenRatios({ ...both, resolution: '1K' }, gptImage2)).toEqual(['1:1', '3:1'])
  })

  it('has no target when only such ratios are ticked', () => {
    const draft = draftWith({ ratios: new Set(['9:21']), resolution: '4K' })
    expect(composed(draft).block()).toEqual({ kind: 'no-target' })
  })
})

describe('the order', () => {
  it('has usable sources only, plain ratios first, then placements as they were ticked', () => {
    const draft = { ...withPlacements('own-1', 'INSTA_STORY'), ratios: square.ratios }
    const { order } = composed(draft, [frame, text])
    expect(order.sources).toEqual([{ ...frame, texts: [] }])
    expect(order.targets.map(({ target }) => target)).toEqual([
      { kind: 'ratio', ratio: '1:1', sizing: { by: 'width' } },
      {
        kind: 'placement',
        placement: 'own-1',
        name: 'Shop window',
        size: { width: 1200, height: 1600 },
      },
      {
        kind: 'placement',
        placement: 'INSTA_STORY',
        name: 'Instagram story',
        size: { width: 1080, height: 1920 },
      },
    ])
  })

  it('has the pair that fits best, or the one that was chosen', () => {
    const draft: Draft = { ...withPlacements('INSTA_STORY'), resolution: '4K' }
    const cells = (changed: Draft) => composed(changed).order.targets.map(({ cell }) => cell)
    expect(cells(draft)).toEqual([{ ratio: '9:16', resolution: '2K' }])
    const cell = { ratio: '9:16', resolution: '1K' } as const
    expect(cells(chooseCell(draft, 'INSTA_STORY', cell))).toEqual([cell])
  })

  it('has each target’s own focal point and words, and the sizing of plain ratios', () => {
    const draft = {
      ...chooseFocalPoint(withPlacements('INSTA_STORY'), 'INSTA_STORY', { x: 0.2, y: 0.7 }),
      ratios: square.ratios,
      additions: new Map([['1:1', ' at dusk ']]),
      sizing: { by: 'edge', pixels: 800 } as const,
    }
    const [ratio, story] = composed(draft).order.targets
    expect(ratio).toMatchObject({ addition: 'at dusk', focalPoint: { x: 0.5, y: 0.5 } })
    expect(ratio?.target).toEqual({ kind: 'ratio', ratio: '1:1', sizing: draft.sizing })
    expect(story).toMatchObject({ addition: '', focalPoint: { x: 0.2, y: 0.7 } })
  })

  it('leaves out placements that are no longer there', () => {
    expect(composed(withPlacements('own-gone')).order.targets).toEqual([])
  })
})

describe('what it costs', () => {
  it('is one picture for each source, target and copy', () => {
    const draft = { ...toggleRatio(square, '9:16'), copies: 3 }
    const { pictures, price } = composed(draft, [frame, other]).cost
    expect(pictures).toBe(12)
    expect(price).toBeCloseTo(0.36)
  })

  it('is less where placements share a picture, by as much as is said', () => {
    const draft = withPlacements('INSTA_STORY', 'INSTA_REEL_COVER')
    const shared = composed(draft, [frame, other]).cost
    expect(shared.pictures).toBe(2)
    expect(shared.shared.pictures).toBe(2)
    expect(shared.shared.price).toBeCloseTo(0.08)
    const alone = composed({ ...draft, isShared: false }, [frame, other]).cost
    expect(alone.pictures).toBe(4)
    expect(alone.shared).toEqual(shared.shared)
  })

  it('is not shared where the prompt is not the same', () => {
    const draft = { ...withPlacements('INSTA_STORY', 'INSTA_REEL_COVER'), prompt: 'For {target}' }
    expect(composed(draft).cost).toMatchObject({ pictures: 2, shared: { pictures: 0 } })
  })
})
