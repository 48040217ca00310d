import { gptImage2 } from '../../../../../contract/hiapi/models/gpt-image-2.ts'
import { describe, expect, it } from 'vitest'
import { planRemake } from '../../../../../ui/engine/planning/plan-remake.ts'
import {
  begunText,
  croppedText,
  leftText,
  keepersText,
  leftOutText,
  remakeBlockText,
} from '../../../../../ui/features/recipe/text.ts'
import {
  remakeBlock,
  remakeOf,
  remakePlan,
} from '../../../../../ui/features/recipe/remake-options.ts'
import type { Target } from '../../../../../contract/model/target.ts'
import type { VariantInfo } from '../../../../../contract/model/variant.ts'
import { indexJobs } from '../../../../../ui/features/recipe/variant-state.ts'
import { cover, waiting, failed, recipeOf, nothing, variant } from './sample-recipe.ts'

const idle = indexJobs([])
const price = () => 0.04

describe('what can be made again', () => {
  const pending = recipeOf({ progress: waiting })
  const lacking = (missing: Partial<VariantInfo['missing']>) =>
    variant({}, { missing: { ...nothing, ...missing } })

  it.each([
    ['one that has its picture', variant(), null, null],
    ['one that waits', variant({ progress: waiting }), 'waiting', 'waiting'],
    ['one that failed', variant({ progress: failed }), null, 'no-picture'],
    ['one that is being made again', variant({}, { pending }), 'replacing', null],
    ['one without its reference', lacking({ reference: true }), null, null],
    ['one without its source', lacking({ source: true }), null, null],
    ['one without either', lacking({ source: true, reference: true }), 'no-reference', null],
    ['one without a further reference', lacking({ further: 1 }), 'no-further', 'no-further'],
    ['one without its picture', lacking({ picture: true }), null, 'no-picture'],
  ] as const)('%s', (_, known, regenerate, vary) => {
    expect(remakeBlock(known, 'regenerate', idle)).toBe(regenerate)
    expect(remakeBlock(known, 'vary', idle)).toBe(vary)
  })

  it('costs one picture for all that share one', () => {
    const shared = [variant({ node: '4:5' }), variant({ node: '4:6', target: cover })]
    const other = variant({ node: '4:7', job: 'job-2' })
    const plan = remakePlan([...shared, other], 'regenerate', 'in-place', idle, price, gptImage2)
    expect(plan).toMatchObject({ pictures: 2, price: 0.08, blocks: [] })
    expect(plan.lines).toEqual([
      { targets: ['Instagram story', 'Reel cover'], pictures: 1, price: 0.04 },
      { targets: ['Instagram story'], pictures: 1, price: 0.04 },
    ])
    expect(plan.variants).toHaveLength(3)
  })

  it('leaves out what can’t be, and says how much', () => {
    const some = [variant(), variant({ job: 'job-2', node: '4:6', progress: waiting })]
    const plan = remakePlan(some, 'regenerate', 'in-place', idle, price, gptImage2)
    expect(plan.pictures).toBe(1)
    expect(leftOutText(plan)).toBe('Left out: 1 waiting.')
    expect(remakeBlockText(plan)).toBeNull()
    const none = remakePlan(some.slice(1), 'regenerate', 'in-place', idle, price, gptImage2)
    expect(remakeBlockText(none)).toBe('Waiting for its picture.')
  })

  it('names the frames that were resized so that more than half is cropped', () => {
    const sized = (width: number, height: number, more: Parameters<typeof variant>[0] = {}) =>
      variant(more, { bounds: { x: 0, y: 0, width, height } })
    const cropped = (selected: VariantInfo, way: 'in-place' | 'beside' = 'in-place') =>
      remakePlan([selected], 'regenerate', way, idle, price, gptImage2).cropped
    expect(cropped(sized(1080, 1920))).toEqual([])
    expect(cropped(sized(1080, 1080))).toEqual([])
    expect(cropped(sized(1920, 1080))).toEqual(['Instagram story'])
    expect(cropped(sized(1920, 1080), 'beside')).toEqual([])
    // The designer has agreed to it with the order.
    const leaderboard: Target = {
      kind: 'placement',
      placement: 'GOOGLE_LEADERBOARD_AD',
      name: 'Google leaderboard',
      size: { width: 728, height: 90 },
    }
    const wide = { target: leaderboard, request: { ratio: '3:1', resolution: '1K' } } as const
    expect(cropped(sized(728, 90, wide))).toEqual([])
    const render = sized(728, 90, { ...wide, target: { kind: 'swap' } })
    const swapped = (width: number, height: number) => {
      const source = { ...render.recipe.source, size: { width, height } }
      return { ...render, recipe: { ...render.recipe, source } }
    }
    expect(cropped(swapped(728, 90))).toEqual([])
    expect(cropped(swapped(900, 300))).toEqual(['Swap'])
    expect(croppedText([])).toBeNull()
    expect(croppedText(['Instagram story'])).toBe(
      'Resized, so that over half is cropped: Instagram story.',
    )
  })

  it('names the variants that keep a shared picture, when they are not made again too', () => {
    const details = { serves: ['Instagram story', 'Reel cover'] }
    const [one, two] = [variant({ details }), variant({ details, node: '4:6', target: cover })]
    const keepers = (selected: VariantInfo[], way: 'in-place' | 'beside') =>
      remakePlan(selected, 'regenerate', way, idle, price, gptImage2).keepers
    expect(keepers([one], 'in-place')).toEqual(['Reel cover'])
    expect(keepers([one, two], 'in-place')).toEqual([])
    expect(keepers([one], 'beside')).toEqual([])
    // By a job of its own since: no longer of the picture that the other names, but made again as well.
    const later = variant({ details: { serves: ['Reel cover'] }, target: cover, job: 'job-2' })
    expect(keepers([one, later], 'in-place')).toEqual([])
    // A target of the same name may be another source's.
    const elsewhere = variant({ target: cover, job: 'job-3', source: '7:7' })
    expect(keepers([one, elsewhere], 'in-place')).toEqual(['Reel cover of Poster'])
    expect(keepersText(['Reel cover'])).toBe('Reel cover keeps its picture.')
  })

  it('is ordered from the reference, or from the picture and then always beside', () => {
    const plan = remakePlan([variant()], 'regenerate', 'in-place', idle, price, gptImage2)
    const { variants } = plan
    expect(remakeOf(plan, 'regenerate', 'in-place')).toEqual({
      variants,
      way: 'in-place',
      basis: 'reference',
    })
    expect(remakeOf(plan, 'vary', 'in-place')).toEqual({
      variants,
      way: 'beside',
      basis: 'picture',
    })
  })
})

describe('what a press orders', () => {
  it('is priced picture by picture, also where one job’s recipes differ', () => {
    const cheap = variant({ request: { resolution: '1K' } })
    const dear = variant({ node: '4:8', request: { resolution: '4K' } })
    const prices = { '1K': 1, '2K': 2, '4K': 4 }
    const plan = remakePlan(
      [dear, cheap],
      'regenerate',
      'in-place',
      idle,
      (at) => prices[at],
      gptImage2,
    )
    expect(plan).toMatchObject({ pictures: 2, price: 5 })
    const remade = [dear, cheap].map((each) => ({
      variant: each,
      reference: each.recipe.reference,
    }))
    let ids = 0
    const planned = planRemake(remade, 'in-place', {
      newId: () => `id-${String(++ids)}`,
      price: ({ resolution }) => prices[resolution],
      formatOf: () => 'PNG',
      model: gptImage2,
    })
    expect(planned.map((each) => each.plan.price)).toEqual([4, 1])
  })

  it('is told with what was left out', () => {
    expect(begunText(2)).toBe('Making 2 pictures.')
    expect(leftText(['Card'])).toBe('Left out, nothing to start from: Card.')
    expect(leftText(['A', 'B', 'C', 'D', 'E'])).toContain(': A, B, C and 2 others.')
    expect(leftText([])).toBe('')
    expect(begunText(0)).toContain('Nothing ordered')
  })
})
